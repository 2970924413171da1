// One node for whatever a fact may name, whichever its kind.
CREATE CONSTRAINT named_id IF NOT EXISTS
FOR (n:Named) REQUIRE n.id IS UNIQUE
