// Clears what a killed writer left: facts of a load that never became visible go, facts of one that did lose the label Pending.
// $many: at most so many at once
// -> done: how many it were
MATCH (f:Pending)
WITH f LIMIT $many
OPTIONAL MATCH (l:Load {id: f.load})
FOREACH (_ IN CASE WHEN l IS NULL THEN [] ELSE [1] END | REMOVE f:Pending)
FOREACH (_ IN CASE WHEN l IS NULL THEN [1] ELSE [] END | DETACH DELETE f)
RETURN count(*) AS done
