// Out of how many: objects of these kinds that exist on the day and are not closed.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// -> out_of: how many they are
// -> unit: what is counted
MATCH (:Object&Known)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
WITH count(*) AS out_of
RETURN out_of, 'object' AS unit
