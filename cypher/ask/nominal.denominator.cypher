// Out of how many: pairs of a bearer and an object for which an act is due, for duties by name each matter apart; with $by anyone pairs of an object and a matter.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $mode: 'principal' for the duties that can carry supervision, or one mode, such as 'industry'
// $sector: the id of a sector, to count only duties in it or below it, and over its objects; null for all
// $by: 'bearer' for acts of the bearer, its stations and delegates; 'anyone' for whoever acted
// $within: 'obligation' for the time that the obligation gives; else an act of any kind is due
// $frequencies: which acts are due to which objects, how often, and under duties of which modes (law/frequencies.yaml)
// $principal: by mode, whether it carries supervision: always, never, or only with a listed permit, a written grant, or a hazard of the object's own (law/modes.yaml)
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// $permits: permits that carry supervision, in lower case without spaces
// $hazards: which hazard class a word means, words in lower case without spaces; any other word is a class of its own (law/own_hazards.yaml)
// $kind_hazards: the hazard classes that a kind of object has by nature
// -> out_of: how many they are
// -> unit: what is counted

// duties in force, in the mode in which they are exercised: those that can carry supervision, or those of one mode
MATCH (d:Duty)
WHERE d.retracted IS NULL AND NOT d:Pending
  AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
WITH d, CASE WHEN d.mode IN ['station', 'delegated'] THEN coalesce(d.as_mode, d.mode) ELSE d.mode END AS mode, replace(toLower(normalize(d.hazard, NFKC)), ' ', '') AS word
WITH d, mode, word, $principal[mode] AS carries
WHERE CASE WHEN $mode <> 'principal' THEN mode = $mode ELSE carries = 'always'
  OR (carries = 'permit' AND replace(toLower(normalize(d.permit, NFKC)), ' ', '') IN $permits)
  OR (carries = 'grant' AND d.document IS NOT NULL AND d.level IN ['statute', 'document'])
  OR (carries = 'hazard' AND d.hazard IS NOT NULL) END
WITH d, mode, CASE WHEN $mode = 'principal' AND carries = 'hazard' THEN coalesce($hazards[word], word) END AS hazard
// the body that is named, by itself or by a post, and who carries its duty: itself, or the living bodies that succeeded it
MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
  WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (body:Body)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN ['committee', 'mass_organisation'] + $never
WITH DISTINCT d, mode, hazard, body, d.mode = 'delegated' AS delegate, d.mode = 'station' OR coalesce(was.type = 'station', false) AS station,
  COLLECT { MATCH (d)-[:ON_BEHALF]->()-[:MEANS]->{0,1}(b:Body&Known) RETURN b } AS senders
// whom it counts as: a delegate as whoever sent it, a station as that or as what it is part of, any other as itself
WITH *, CASE WHEN NOT delegate AND NOT station THEN [] WHEN senders <> [] OR delegate THEN senders
  ELSE COLLECT { MATCH (body)-[p:PART_OF WHERE p.since <= $as_of < p.until]->(b:Body) RETURN b } END AS seniors
WITH *, COLLECT {
    UNWIND seniors AS senior
    MATCH (senior) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
      WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (b:Body)-[:LIVES]->(l:Life)
    WHERE l.since <= $as_of < l.until
    RETURN DISTINCT b
  } AS masters
UNWIND CASE WHEN masters = [] AND NOT delegate AND senders = [] THEN [body] ELSE masters END AS master
// where: as stated, else what the body governs, or the nearest above it that governs anything; else the same of whom it counts as
CALL (d, body, master) {
  MATCH (d)-[:IN]->()-[:MEANS]->{0,1}(t:Territory&Known)
  RETURN collect(t) AS ground
UNION
  UNWIND CASE WHEN d.territory IS NULL AND d.object IS NULL THEN [{turn: 0, of: body}, {turn: 1, of: master}] ELSE [] END AS each
  WITH each.turn AS turn, each.of AS own
  MATCH way = (own)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[g:GOVERNS WHERE g.since <= $as_of < g.until]->(t:Territory)
  WITH turn, length(way) AS steps, collect(DISTINCT t) AS ground
  ORDER BY turn, steps LIMIT 1
  RETURN ground
}
WITH DISTINCT d, mode, hazard, body, master, ground
WITH *, head(COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector&Known) RETURN s }) AS sector,
  head(COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known) RETURN o }) AS object
WHERE CASE WHEN d.object IS NULL THEN ground <> [] AND (d.sector IS NULL OR sector IS NOT NULL) ELSE object IS NOT NULL END
WITH *, $sector IS NULL OR EXISTS { (sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) } AS asked
WITH collect({duty: d, mode: mode, hazard: hazard, body: body, master: master, ground: ground, sector: sector, object: object, asked: asked}) AS carried
// the objects that are counted, with the sectors and places that they are in, and all above these
MATCH (o:Object&Known)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
WITH carried, o, life, COLLECT { MATCH (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(s:Sector) RETURN DISTINCT s } AS sectors,
  COLLECT {
    MATCH (o)-[a:AT WHERE a.since <= $as_of < a.until]->()-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(t:Territory)
    WHERE coalesce(a.as_what, '') <> 'registered'
    RETURN DISTINCT t } AS places
// each with the duties that reach it: by name, else by place and sector; and a special duty only where the hazard is the object's own
WITH *, coalesce($kind_hazards[life.type], []) + [word IN coalesce(life.hazards, []) | coalesce($hazards[word], word)]
  + COLLECT { UNWIND sectors AS s MATCH (s)-[:LIVES]->(l:Life) UNWIND l.hazards AS word RETURN DISTINCT coalesce($hazards[word], word) } AS own
WITH o, life, [c IN carried WHERE (c.hazard IS NULL OR c.hazard IN own) AND CASE WHEN c.duty.object IS NOT NULL THEN c.object = o
    ELSE (c.duty.sector IS NULL OR c.sector IN sectors) AND any(t IN c.ground WHERE t IN places) END
  AND (c.asked OR c.duty.object IS NULL AND any(s IN sectors WHERE s.id = $sector))] AS reaching
WHERE reaching <> []
// what is due under each: by the obligations that fit mode, kind and risk, or an act of any kind in the period
UNWIND reaching AS c
WITH *, CASE WHEN $within <> 'obligation' THEN [null] ELSE
  [f IN $frequencies WHERE (f.modes = [] OR c.mode IN f.modes) AND (f.kinds = [] OR life.type IN f.kinds) AND (f.risks = [] OR life.risk IN f.risks)] END AS due
WHERE due <> []
WITH DISTINCT o, CASE WHEN c.duty.object IS NULL AND $by = 'bearer' OR c.duty.sector IS NULL THEN '' ELSE coalesce(c.sector.id, '?') END AS matter,
  CASE $by WHEN 'bearer' THEN c.master END AS bearer
WITH count(*) AS out_of
RETURN out_of, 'duty and object' AS unit
