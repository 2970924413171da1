// Finds a post (职务) by name.
CREATE INDEX post_name IF NOT EXISTS
FOR (n:Post) ON (n.name)
