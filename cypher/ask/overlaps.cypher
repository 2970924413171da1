// Overlaps without a lead (多头监管): two or more bodies hold the same duty over the same objects, and no document says who leads.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $mode: only duties of this mode, such as 'industry'; null for all that are supervision
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// -> subject: the sector of the duties, or where they are over every sector the first of the bodies
// -> name: the matter: sector, hazard and permit
// -> severity: high, medium or low, by the worst risk class of the objects
// -> key: mode, hazard, permit and bodies, which tell one overlap from another
// -> mode: the mode of the duties
// -> bodies: who holds them; a station is its bureau, and a delegate whoever sent it
// -> objects: over how many objects

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
WITH o, life, mode, sector, d.sector IS NULL AS everywhere, d.hazard AS hazard, d.permit AS permit, collect(DISTINCT master) AS bodies, max(coalesce(d.lead = 'lead', false)) AS led
WHERE size(bodies) > 1 AND NOT led
WITH mode, sector, everywhere, hazard, permit, bodies, count(o) AS objects,
  min(CASE life.risk WHEN 'red' THEN 0 WHEN 'orange' THEN 0 WHEN 'blue' THEN 2 ELSE 1 END) AS grade
// where a body and the one above it both answer by design (分级监管), only bodies that stand beside each other compete
WHERE NOT mode IN ['comprehensive', 'territorial'] OR EXISTS {
    UNWIND bodies AS one
    UNWIND bodies AS other
    WITH one, other
    WHERE one.id < other.id
      AND NOT EXISTS { (one)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{1,}(other) }
      AND NOT EXISTS { (other)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{1,}(one) }
    RETURN one }
WITH *, [body IN bodies | body.id] AS held_by
RETURN coalesce(sector.id, held_by[0]) AS subject,
  coalesce(head(COLLECT { MATCH (sector)-[:LIVES]->(l:Life) RETURN l.name }), '全部领域')
    + CASE WHEN hazard IS NULL THEN '' ELSE '、' + hazard END + CASE WHEN permit IS NULL THEN '' ELSE '、' + permit END AS name,
  ['high', 'medium', 'low'][grade] AS severity,
  reduce(key = mode + '|' + coalesce(hazard, '') + '|' + coalesce(permit, ''), body IN held_by | key + '|' + body) AS key,
  mode, held_by AS bodies, objects
ORDER BY grade, subject, key
