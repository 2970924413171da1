// One node for each body (机构).
CREATE CONSTRAINT body_id IF NOT EXISTS
FOR (n:Body) REQUIRE n.id IS UNIQUE
