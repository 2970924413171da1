// Sources whose facts still lack their marks, because a writer was killed before it made them.
// -> scope: the source
MATCH (s:Source)
WHERE s.stale
RETURN s.scope AS scope
ORDER BY scope
