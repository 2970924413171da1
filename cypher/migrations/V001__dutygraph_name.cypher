// One mark says that this database is a dutygraph store.
CREATE CONSTRAINT dutygraph_name IF NOT EXISTS
FOR (n:Dutygraph) REQUIRE n.name IS UNIQUE
