// One node for each supervised object (监管对象).
CREATE CONSTRAINT object_id IF NOT EXISTS
FOR (n:Object) REQUIRE n.id IS UNIQUE
