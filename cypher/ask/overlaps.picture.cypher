// Who holds the duties that two or more bodies share with no lead among them.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $mode: only duties of this mode, such as 'industry'; null for all that are supervision
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// -> path: from who holds a duty over it to its sector, object, territory or document

// duties in force, in the mode in which they are exercised; to guide, to register and to watch over the nation is not to supervise
MATCH (d:Duty)
WHERE d.retracted IS NULL AND NOT d:Pending
  AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
WITH d, CASE WHEN d.mode IN ['station', 'delegated'] THEN coalesce(d.as_mode, d.mode) ELSE d.mode END AS mode
WHERE CASE WHEN $mode IS NULL THEN NOT mode IN ['guidance', 'registration', 'national'] ELSE mode = $mode END
// the body that is named, by itself or by a post, and who carries its duty: itself, or the living bodies that succeeded it
MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
  WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (body:Body)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN $never
// whom it counts as: a delegate as whoever sent it, a station as that or as what it is part of, any other as itself
WITH DISTINCT d, mode, body,
  CASE WHEN d.mode = 'delegated' THEN 'delegate' WHEN d.mode = 'station' OR was.type = 'station' THEN 'station' ELSE 'self' END AS acts_as,
  COLLECT { MATCH (d)-[:ON_BEHALF]->()-[:MEANS]->{0,1}(b:Body&Known) RETURN b } AS senders
WITH *, CASE WHEN acts_as = 'self' THEN [body] WHEN senders <> [] THEN senders WHEN acts_as = 'delegate' THEN []
  ELSE COLLECT { MATCH (body)-[p:PART_OF WHERE p.since <= $as_of < p.until]->(b:Body) RETURN b } END AS seniors
WITH *, COLLECT {
    UNWIND seniors AS senior
    MATCH (senior) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
      WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (b:Body)-[:LIVES]->(l:Life)
    WHERE l.since <= $as_of < l.until
    RETURN DISTINCT b
  } AS masters
UNWIND CASE WHEN masters = [] AND acts_as = 'station' AND senders = [] THEN [body] ELSE masters END AS master
// where: as stated, else what the body governs, or the nearest above it that governs anything; else the same of whom it counts as
CALL (d, body, master) {
  MATCH (d)-[:IN]->()-[:MEANS]->{0,1}(t:Territory&Known)
  RETURN collect(t) AS ground
UNION
  UNWIND CASE WHEN d.territory IS NULL THEN [{turn: 0, of: body}, {turn: 1, of: master}] ELSE [] END AS each
  WITH each.turn AS turn, each.of AS own
  MATCH way = (own)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[g:GOVERNS WHERE g.since <= $as_of < g.until]->(t:Territory)
  WITH turn, length(way) AS steps, collect(DISTINCT t) AS ground
  ORDER BY turn, steps LIMIT 1
  RETURN ground
}
WITH DISTINCT d, mode, master, ground
WITH *, COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(:Sector&Known)<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}(s:Sector) RETURN s } AS over
// what they reach of what is counted: the object by name, else what stands there in the sector or below it, and everything there where no sector is stated
CALL (d, ground, over) {
  MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known)
  RETURN o
UNION
  UNWIND CASE WHEN d.object IS NULL THEN ground ELSE [] END AS area
  MATCH (area)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(:Territory)<-[a:AT WHERE a.since <= $as_of < a.until]-(o:Object)
  WHERE coalesce(a.as_what, '') <> 'registered'
    AND (d.sector IS NULL OR EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(s:Sector) WHERE s IN over })
  RETURN o
}
MATCH (o)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
// by object and matter: who holds it, and whether any of them leads
WITH o, life, d, mode, master, head(COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector&Known) RETURN s }) AS sector
ORDER BY master.id
WITH o, life, mode, sector, d.sector IS NULL AS everywhere, d.hazard AS hazard, d.permit AS permit, collect(DISTINCT master) AS bodies, max(coalesce(d.lead = 'lead', false)) AS led,
  collect(DISTINCT d) AS duties
WHERE size(bodies) > 1 AND NOT led
WITH DISTINCT mode, bodies, duties
// where a body and the one above it both answer by design (分级监管), only bodies that stand beside each other compete
WHERE NOT mode IN ['comprehensive', 'territorial'] OR EXISTS {
    UNWIND bodies AS one
    UNWIND bodies AS other
    WITH one, other
    WHERE one.id < other.id
      AND NOT EXISTS { (one)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{1,}(other) }
      AND NOT EXISTS { (other)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{1,}(one) }
    RETURN one }
UNWIND duties AS d
MATCH path = ()-[:HOLDS]->(d)-[:OVER|IN|RESTS_ON]->()
RETURN DISTINCT path
