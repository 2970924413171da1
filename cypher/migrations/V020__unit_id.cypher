// One node for each unit inside an enterprise (企业内设单元).
CREATE CONSTRAINT unit_id IF NOT EXISTS
FOR (n:Unit) REQUIRE n.id IS UNIQUE
