// How many objects are counted: of these kinds, that exist on the day and are not closed (统计口径).
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $sector: the id of a sector, to count only what is in it or below it; null for all
// -> out_of: how many they are
// -> unit: what is counted
MATCH (o:Object&Known)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
  AND ($sector IS NULL OR EXISTS {
    (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) })
WITH count(DISTINCT o) AS out_of
RETURN out_of, 'object' AS unit
