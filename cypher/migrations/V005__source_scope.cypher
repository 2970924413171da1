// One node for each source that delivers (数据来源).
CREATE CONSTRAINT source_scope IF NOT EXISTS
FOR (n:Source) REQUIRE n.scope IS UNIQUE
