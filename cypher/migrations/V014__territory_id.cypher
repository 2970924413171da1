// One node for each territory (行政区划).
CREATE CONSTRAINT territory_id IF NOT EXISTS
FOR (n:Territory) REQUIRE n.id IS UNIQUE
