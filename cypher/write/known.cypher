// Marks things that are on a list that was loaded, under the id by which they are known; one that nobody wrote so gets a node.
// $rows: for each its id and the label of its kind
UNWIND $rows AS row
MERGE (n:Named {id: row.id})
  ON CREATE SET n:Derived
SET n:Known, n:$(row.label)
