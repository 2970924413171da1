// Takes the derived layer off, so many things at once: labels Known and Alias, links between things, and things that nobody wrote. No fact is touched.
// $many: at most so many at once
// -> done: how many it were
MATCH (n:Known|Alias)
WITH n LIMIT $many
REMOVE n:Known, n:Alias
WITH collect(n) AS things
CALL (things) {
  UNWIND things AS n
  MATCH (n)-[r]-(:Named)
  DELETE r
}
CALL (things) {
  UNWIND things AS n
  MATCH (n)-[:LIVES]->(l:Life)
  DETACH DELETE l
}
CALL (things) {
  UNWIND things AS n
  WITH n WHERE n:Derived AND NOT EXISTS { (n)--(:Fact) }
  DELETE n
}
RETURN size(things) AS done
