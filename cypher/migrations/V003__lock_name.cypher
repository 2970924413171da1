// One lock for all writers.
CREATE CONSTRAINT lock_name IF NOT EXISTS
FOR (n:Lock) REQUIRE n.name IS UNIQUE
