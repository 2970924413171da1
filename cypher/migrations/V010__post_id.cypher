// One node for each post (职务).
CREATE CONSTRAINT post_id IF NOT EXISTS
FOR (n:Post) REQUIRE n.id IS UNIQUE
