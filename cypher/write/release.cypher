// Takes the label Pending off facts of a load that is visible.
// $load: the load
// $many: at most so many at once
// -> done: how many it were
MATCH (f:Pending)
WHERE f.load = $load
WITH f LIMIT $many
REMOVE f:Pending
RETURN count(f) AS done
