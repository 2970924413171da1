// Keeps in which stretches of days a thing exists, each with what its statements, taken together, say of it.
// $rows: for each the thing's id, and what is said
UNWIND $rows AS row
MATCH (n:Named {id: row.id})
CREATE (n)-[:LIVES]->(l:Life)
SET l = row.said
