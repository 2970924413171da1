// Joins every other way to name a thing to the thing that it means.
// $rows: for each the id as stated, and the id of the thing
UNWIND $rows AS row
MATCH (word:Named {id: row.id}), (thing:Named {id: row.to})
SET word:Alias
MERGE (word)-[:MEANS]->(thing)
