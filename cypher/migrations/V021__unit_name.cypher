// Finds a unit inside an enterprise (企业内设单元) by name.
CREATE INDEX unit_name IF NOT EXISTS
FOR (n:Unit) ON (n.name)
