// One node for each load (导入).
CREATE CONSTRAINT load_id IF NOT EXISTS
FOR (n:Load) REQUIRE n.id IS UNIQUE
