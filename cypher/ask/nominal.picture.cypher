// How the duties lie under which nobody acted: from the bearer over the duty to the object, by name or through its sector; the first fifty.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $mode: 'principal' for the duties that can carry supervision, or one mode, such as 'industry'
// $sector: the id of a sector, to count only duties in it or below it, and over its objects; null for all
// $acts: only acts of this kind, such as 'inspection'; null for all
// $by: 'bearer' for acts of the bearer, its stations and delegates; 'anyone' for whoever acted
// $within: 'obligation' for the time that the obligation gives; else acts count after $within_after
// $within_after: the day after which an act must fall; null for any
// $frequencies: which acts are due to which objects, how often, and under duties of which modes (law/frequencies.yaml)
// $principal: by mode, whether it carries supervision: always, never, or only with a listed permit, a written grant, or a hazard of the object's own (law/modes.yaml)
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// $permits: permits that carry supervision, in lower case without spaces
// $hazards: which hazard class a word means, words in lower case without spaces; any other word is a class of its own (law/own_hazards.yaml)
// $kind_hazards: the hazard classes that a kind of object has by nature
// -> path: from who bears the duty to the object

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
// the acts on it up to the day, each with its sector, the sectors of the same branch, and the bodies whose act it is
WITH *, COLLECT {
    MATCH (o)<-[:MEANS]-{0,1}()<-[:OVER]-(act:Act)
    WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) AND ($acts IS NULL OR act.type = $acts)
    WITH act, head(COLLECT { MATCH (act)<-[:DID]-()-[:MEANS]->{0,1}(x:Known) RETURN x }) AS actor, head(COLLECT { MATCH (act)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector&Known) RETURN s }) AS about
    // for which body: the actor itself, the body of the post that acted, or of a post that the person held that day, else the person's own
    WITH *, COLLECT {
        MATCH (actor:Person)<-[:MEANS]-{0,1}()-[:HOLDS]->(held:Tenure)-[:POST]->()-[:MEANS]->{0,1}(:Post&Known)-[:POST_OF]->(b:Body)
        WHERE held.retracted IS NULL AND NOT held:Pending AND (held.since IS NULL OR held.since <= act.since)
          AND coalesce(act.since < held.until, true) AND coalesce(act.since < held.closed, true)
        RETURN b ORDER BY held.scope, held.key } AS held,
      head(COLLECT {
        MATCH (actor)-[:POST_OF]->(b:Body)
        RETURN b
      UNION
        MATCH (actor)<-[:MEANS]-{0,1}()<-[:DESCRIBES]-(e:PersonEntry)-[:HOME]->()-[:MEANS]->{0,1}(b:Body&Known)
        WHERE e.retracted IS NULL AND NOT e:Pending
        RETURN b
      UNION
        MATCH (b:Body&Known {id: 'body:' + split(actor.id, '@')[1]})
        RETURN b
      }) AS own
    WITH act, about, CASE WHEN actor:Body THEN actor WHEN own IN held OR held = [] THEN own ELSE held[0] END AS body
    RETURN {day: act.since, type: act.type, sector: about,
      branch: COLLECT {
        MATCH (about)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(s)
        RETURN s
      UNION
        MATCH (about)<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}(s)
        RETURN s },
      // a station's act is also its bureau's, a former body's also its successor's, and under a delegated power also the delegating body's
      bodies: COLLECT {
        MATCH (body) ((low:Body)-[r:PART_OF|SUCCEEDS WHERE r.since <= $as_of]-(high:Body)
          WHERE CASE type(r) WHEN 'PART_OF' THEN startNode(r) = low AND EXISTS { (low)-[:LIVES]->(:Life {type: 'station'}) } ELSE startNode(r) = high END){0,} (kin)
        RETURN kin
      UNION
        MATCH (body)<-[:MEANS]-{0,1}()-[:HOLDS]->(w:Power {origin: 'delegated'})-[:DELEGATOR]->()-[:MEANS]->{0,1}(kin:Body&Known)
        WHERE w.retracted IS NULL AND NOT w:Pending
          AND coalesce(w.since <= $as_of, true) AND coalesce($as_of < w.until, true) AND coalesce($as_of < w.closed, true)
          AND act.type = CASE w.power WHEN 'inspect' THEN 'inspection' WHEN 'order' THEN 'order' WHEN 'penalise' THEN 'penalty' END
        RETURN kin }}
  } AS acts
// what is due under each: by the obligations that fit mode, kind and risk, or an act of any kind in the period
UNWIND reaching AS c
WITH *, CASE WHEN $within <> 'obligation' THEN [{acts: null, after: $within_after}] ELSE
  [f IN $frequencies WHERE (f.modes = [] OR c.mode IN f.modes) AND (f.kinds = [] OR life.type IN f.kinds) AND (f.risks = [] OR life.risk IN f.risks)
    | {acts: f.acts, after: $as_of - duration({months: f.months})}] END AS due
WHERE due <> []
// those that fall under the duty: of the bearer, in a sector of the duty's branch or in none that is stated; or of anyone, then in none only under a duty that names no object
WITH *, [a IN acts WHERE (a.sector IS NULL OR c.duty.sector IS NULL OR coalesce(c.sector IN a.branch, false)) AND (c.master IN a.bodies OR c.body IN a.bodies
  OR $by = 'anyone' AND (a.sector IS NOT NULL OR c.duty.sector IS NULL OR c.object IS NULL))] AS falling
WITH *, any(a IN falling WHERE any(f IN due WHERE (f.acts IS NULL OR $acts IS NOT NULL OR a.type IN f.acts) AND coalesce(a.day > f.after, true))) AS done
// one answer for each bearer and object, for duties by name each matter apart; or for each object and matter, whoever acts
WITH o, life, CASE WHEN c.duty.object IS NULL AND $by = 'bearer' OR c.duty.sector IS NULL THEN '' ELSE coalesce(c.sector.id, '?') END AS matter,
  CASE $by WHEN 'bearer' THEN c.master END AS bearer, collect(c) AS pairs, collect(falling) AS falling, collect(done) AS done
WHERE none(each IN done WHERE each)
UNWIND pairs AS c
WITH DISTINCT o, c.duty AS d
LIMIT 50
MATCH path = ()-[:HOLDS]->(d)-[:OVER]->()-[:MEANS]->{0,1}()<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}()<-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]-{0,1}(o)
RETURN DISTINCT path
