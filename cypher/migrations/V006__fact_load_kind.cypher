// Finds what one load said of one kind.
CREATE INDEX fact_load_kind IF NOT EXISTS
FOR (n:Fact) ON (n.load, n.kind)
