// Finds a document (文件) by name.
CREATE INDEX document_name IF NOT EXISTS
FOR (n:Document) ON (n.name)
