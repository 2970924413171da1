// Objects that only comprehensive or territorial duties reach (只有综合监管或属地监管兜底): nominally covered, and supervised by nobody.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $sector: the id of a sector, to count only what is in it or below it; null for all
// $principal: by mode, whether it carries supervision: always, never, or only with a listed permit, a written grant, or a hazard of the object's own (law/modes.yaml)
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// $permits: permits that carry supervision, in lower case without spaces
// $hazards: which hazard class a word means, words in lower case without spaces; any other word is a class of its own (law/own_hazards.yaml)
// $kind_hazards: the hazard classes that a kind of object has by nature
// -> subject: the object
// -> name: its name
// -> severity: high, medium or low, by its risk class
// -> key: empty, because an object is found once
// -> type: its kind
// -> risk: its risk class
// -> modes: the modes of the duties that reach it

// duties in force, in the mode in which they are exercised, as far as they can carry supervision or catch whatever else nobody supervises
MATCH (d:Duty)
WHERE d.retracted IS NULL AND NOT d:Pending
  AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
WITH d, CASE WHEN d.mode IN ['station', 'delegated'] THEN coalesce(d.as_mode, d.mode) ELSE d.mode END AS mode
WITH d, mode, $principal[mode] AS carries, replace(toLower(normalize(d.hazard, NFKC)), ' ', '') AS word
WITH d, mode, carries, word, carries = 'always'
    OR (carries = 'permit' AND coalesce(replace(toLower(normalize(d.permit, NFKC)), ' ', '') IN $permits, false))
    OR (carries = 'grant' AND d.document IS NOT NULL AND coalesce(d.level IN ['statute', 'document'], false))
    OR (carries = 'hazard' AND d.hazard IS NOT NULL) AS principal
WHERE principal OR mode IN ['comprehensive', 'territorial']
// the body that is named, by itself or by a post, and who carries its duty: itself, or the living bodies that succeeded it
MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
  WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (body:Body)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN $never
// whom it counts as: a delegate as whoever sent it, a station as that or as what it is part of, any other as itself
WITH DISTINCT d, mode, principal, body, CASE WHEN carries = 'hazard' THEN coalesce($hazards[word], word) END AS hazard,
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
WITH DISTINCT d, mode, principal, hazard, ground
WITH *, COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(:Sector&Known)<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}(s:Sector) RETURN s } AS over
// what they reach: the object by name, else what stands there in the sector or below it, and everything there where no sector is stated
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
WITH DISTINCT o, mode, principal, hazard
MATCH (o)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed
// a special duty only where the hazard is the object's own: stated for it, of its kind, or of a sector that it is in
WITH o, mode, principal AND (hazard IS NULL
    OR hazard IN coalesce($kind_hazards[life.type], [])
    OR any(word IN coalesce(life.hazards, []) WHERE coalesce($hazards[word], word) = hazard)
    OR EXISTS {
      (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector)-[:LIVES]->(l:Life)
      WHERE any(word IN l.hazards WHERE coalesce($hazards[word], word) = hazard) }) AS supervised
WITH collect(DISTINCT CASE WHEN supervised THEN o END) AS reached,
  collect(DISTINCT CASE mode WHEN 'comprehensive' THEN o END) AS comprehensive,
  collect(DISTINCT CASE mode WHEN 'territorial' THEN o END) AS territorial
// what is counted: objects of these kinds that exist and are not closed
MATCH (o:Object&Known)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
  AND ($sector IS NULL OR EXISTS {
    (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) })
  // no duty that carries supervision reaches it, nor the living enterprises that run it
  AND NOT EXISTS {
    (o) (()-[r:RUN_BY WHERE r.since <= $as_of < r.until]->(by:Object)
      WHERE EXISTS { (by)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until AND NOT l.closed }){0,} (owner:Object)
    WHERE owner IN reached }
// and one that catches all does
UNWIND [{mode: 'comprehensive', over: comprehensive}, {mode: 'territorial', over: territorial}] AS net
WITH o, life, net.mode AS mode, net.over AS caught
WHERE EXISTS {
    (o) (()-[r:RUN_BY WHERE r.since <= $as_of < r.until]->(by:Object)
      WHERE EXISTS { (by)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until AND NOT l.closed }){0,} (owner:Object)
    WHERE owner IN caught }
// while no document exempts it from all supervision or from this mode, by name, or with its sector or its place
  AND NOT EXISTS {
    MATCH (x:Exemption)
    WHERE x.retracted IS NULL AND NOT x:Pending
      AND coalesce(x.since <= $as_of, true) AND coalesce($as_of < x.until, true) AND coalesce($as_of < x.closed, true)
      AND x.document IS NOT NULL AND coalesce(x.mode, 'all') IN ['all', mode]
      AND CASE WHEN x.object IS NOT NULL THEN EXISTS { (x)-[:OVER]->()-[:MEANS]->{0,1}(o) }
        ELSE (x.sector IS NOT NULL OR x.territory IS NOT NULL)
          AND (x.sector IS NULL OR EXISTS {
            (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector)<-[:MEANS]-{0,1}()<-[:OVER]-(x) })
          AND (x.territory IS NULL OR EXISTS {
            (o)-[a:AT WHERE a.since <= $as_of < a.until]->(:Territory)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(:Territory)<-[:MEANS]-{0,1}()<-[:IN]-(x)
            WHERE coalesce(a.as_what, '') <> 'registered' }) END }
RETURN o.id AS subject, life.name AS name, CASE life.risk WHEN 'red' THEN 'high' WHEN 'orange' THEN 'high' WHEN 'blue' THEN 'low' ELSE 'medium' END AS severity, '' AS key,
  life.type AS type, life.risk AS risk, collect(mode) AS modes
ORDER BY severity, subject
