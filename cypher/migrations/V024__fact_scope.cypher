// Finds all that one source ever said.
CREATE INDEX fact_scope IF NOT EXISTS
FOR (n:Fact) ON (n.scope)
