// Finds a territory (行政区划) by name.
CREATE INDEX territory_name IF NOT EXISTS
FOR (n:Territory) ON (n.name)
