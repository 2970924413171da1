// One node for each sector (监管行业领域).
CREATE CONSTRAINT sector_id IF NOT EXISTS
FOR (n:Sector) REQUIRE n.id IS UNIQUE
