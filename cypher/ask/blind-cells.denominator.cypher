// How many cells there are: townships times the county's sectors (those without parts, and those in which something counted stands directly) and the column without sector.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// -> out_of: how many they are
// -> unit: what is counted

CALL () {
  // townships in which something counted stands, or that lie in what a body of the county or below governs
  MATCH (town:Territory&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND life.type IN ['township', 'street']
    AND (EXISTS {
        (town)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(:Territory)<-[g:GOVERNS WHERE g.since <= $as_of < g.until]-(:Body)-[:LIVES]->(l:Life)
        WHERE NOT coalesce(l.tier, '') IN ['prefecture', 'province', 'state'] }
      OR EXISTS {
        (town)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(:Territory)<-[a:AT WHERE a.since <= $as_of < a.until]-(:Object)-[:LIVES]->(l:Life)
        WHERE coalesce(a.as_what, '') <> 'registered' AND l.since <= $as_of < l.until AND NOT l.closed AND l.type IN $kinds })
  RETURN collect(DISTINCT town) AS towns
}
CALL (towns) {
  UNWIND towns AS town
  MATCH (sector:Sector&Known)-[:LIVES]->(l:Life)
  WHERE l.since <= $as_of < l.until AND coalesce(l.scheme, '') IN ['', 'county']
    AND (EXISTS {
      MATCH (town)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(:Territory)<-[a:AT WHERE a.since <= $as_of < a.until]-(o:Object)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(sector), (o)-[:LIVES]->(life:Life)
      WHERE coalesce(a.as_what, '') <> 'registered' AND life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds }
    OR NOT EXISTS {
      (sector)<-[u:UNDER WHERE u.since <= $as_of < u.until]-(:Sector)-[:LIVES]->(part:Life)
      WHERE part.since <= $as_of < part.until AND coalesce(part.scheme, '') IN ['', 'county'] })
  RETURN count(*) AS cells
}
CALL () {
  // one more where something counted has neither sector nor township
  MATCH (o:Object&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
    AND NOT EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector) }
  WITH o, life, COLLECT {
      MATCH (o)-[a:AT WHERE a.since <= $as_of < a.until]->(:Territory)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(town:Territory)-[:LIVES]->(l:Life)
      WHERE coalesce(a.as_what, '') <> 'registered' AND l.since <= $as_of < l.until AND l.type IN ['township', 'street']
      RETURN DISTINCT town
    } AS towns
  WITH towns WHERE towns = []
  RETURN CASE count(*) WHEN 0 THEN 0 ELSE 1 END AS nowhere
}
RETURN cells + size(towns) + nowhere AS out_of, 'cell' AS unit
