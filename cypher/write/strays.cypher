// Removes things that no fact names, which a killed writer left.
// $many: at most so many at once
// -> done: how many it were
MATCH (n:Named)
WHERE NOT EXISTS { (n)--() }
WITH n LIMIT $many
DELETE n
RETURN count(*) AS done
