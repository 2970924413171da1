// Joins two things as a fact says, whichever words it names them by.
// $rows: for each the type, the ids of both things, and what the fact says: its days, its own fields, and where to find it (load, scope, key)
UNWIND $rows AS row
MATCH (a:Named {id: row.one}), (b:Named {id: row.other})
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.said
