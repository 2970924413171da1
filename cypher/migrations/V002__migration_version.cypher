// Each migration is applied once and leaves one node.
CREATE CONSTRAINT migration_version IF NOT EXISTS
FOR (n:Migration) REQUIRE n.version IS UNIQUE
