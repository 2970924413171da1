// Finds a sector (监管行业领域) by name.
CREATE INDEX sector_name IF NOT EXISTS
FOR (n:Sector) ON (n.name)
