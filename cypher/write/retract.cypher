// Takes a load back: from the instant on it counts as never loaded. Nothing is deleted.
// $id: the load
// $at: the instant
MATCH (l:Load {id: $id})
SET l.retracted = coalesce(l.retracted, $at)
