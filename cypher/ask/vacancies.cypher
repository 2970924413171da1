// Vacancies (职务空缺): posts that carry a duty or a portfolio in force and that nobody fills, graded by the objects that depend on them.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $missing: 'yes' to list also bodies that bear duties although no post of theirs is known; else 'no'
// $principal: by mode, whether it carries supervision: always, never, or only with a listed permit, a written grant, or a hazard of the object's own (law/modes.yaml)
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// $permits: permits that carry supervision, in lower case without spaces
// -> subject: the post, or the body of which no post is known
// -> name: body and post
// -> severity: the worst risk class of the objects that depend on it; low where none does
// -> key: empty for a post, missing for a body
// -> body: whose post it is
// -> duties: how many duties in force rest on it
// -> objects: how many objects depend on it

// duties in force, the body that is named, by itself or by a post, and who carries its duty: itself, or the living bodies that succeeded it
MATCH (d:Duty)
WHERE d.retracted IS NULL AND NOT d:Pending
  AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(bearer:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
  WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (body:Body)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN ['committee', 'mass_organisation']
WITH DISTINCT d, bearer, body, life, d.mode = 'delegated' AS delegate, d.mode = 'station' OR coalesce(was.type = 'station', false) AS station,
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
WITH DISTINCT d, bearer, body, life.type AS type, master, ground
WITH *, head(COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector&Known) RETURN s }) AS sector,
  head(COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known) RETURN o }) AS object
WHERE CASE WHEN d.object IS NULL THEN ground <> [] AND (d.sector IS NULL OR sector IS NOT NULL) ELSE object IS NOT NULL END
// on which posts it rests: in the whole and in each part of the matter for which the body has a portfolio, the lowest post with one that covers it, else the head
WITH *, CASE WHEN bearer:Post OR object IS NOT NULL THEN [] ELSE COLLECT {
    MATCH (body)<-[:POST_OF]-(:Post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)-[:OVER]->()-[:MEANS]->{0,1}(part:Sector&Known)
    WHERE p.retracted IS NULL AND NOT p:Pending AND coalesce(p.share, '') <> 'assists'
      AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
      AND (sector IS NULL OR part <> sector AND EXISTS { (part)-[u:UNDER WHERE u.since <= $as_of < u.until]->{1,}(sector) })
    RETURN DISTINCT part } END AS parts,
  CASE WHEN d.mode IN ['station', 'delegated'] THEN coalesce(d.as_mode, d.mode) ELSE d.mode END AS mode
WITH *, COLLECT {
    UNWIND [sector] + parts AS matter
    WITH matter, COLLECT {
        MATCH (body)<-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life)
        WHERE l.since <= $as_of < l.until
        MATCH (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
        WHERE p.retracted IS NULL AND NOT p:Pending AND coalesce(p.share, '') <> 'assists'
          AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
          AND (p.safety AND mode IN ['comprehensive', 'territorial']
            OR EXISTS { (matter)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}()<-[:MEANS]-{0,1}()<-[:OVER]-(p) })
        WITH DISTINCT post, l, reduce(place = -1, i IN range(0, 7) |
          CASE WHEN ['secretary', 'head', 'executive_deputy', 'deputy', 'member', 'section_head', 'staff', 'safety_manager'][i] = l.rank THEN i ELSE place END) AS low
        RETURN post ORDER BY low DESC, coalesce(l.`order`, -1) DESC, post.id LIMIT 1
      } AS chosen
    WITH CASE WHEN bearer:Post THEN COLLECT { MATCH (bearer)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until RETURN bearer } WHEN chosen <> [] THEN chosen ELSE COLLECT {
        MATCH (body)<-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life)
        WHERE l.since <= $as_of < l.until AND l.rank = CASE type WHEN 'party_committee' THEN 'secretary' ELSE 'head' END
        RETURN post ORDER BY coalesce(l.`order`, -1), post.id LIMIT 1 } END AS chosen
    RETURN DISTINCT head(chosen) } AS posts
WITH collect({duty: d, body: body, type: type, master: master, ground: ground, sector: sector, object: object, mode: mode, posts: posts}) AS carried
CALL (carried) {
  // posts that exist on the day and that nobody holds: so it is stated, or the last holder left
  MATCH (own:Body)<-[:POST_OF]-(post:Post&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until
  WITH *, COLLECT { MATCH (post)<-[:MEANS]-{0,1}()<-[:POST]-(h:Tenure) WHERE h.retracted IS NULL AND NOT h:Pending RETURN h } AS tenures
  WITH *, [h IN tenures WHERE coalesce(h.since <= $as_of, true) AND coalesce($as_of < h.until, true) AND coalesce($as_of < h.closed, true) | coalesce(h.manner, '')] AS now,
    any(h IN tenures WHERE coalesce(h.manner, '') <> 'vacant' AND (coalesce(h.until <= $as_of, false) OR coalesce(h.closed <= $as_of, false))) AS left
  WHERE all(manner IN now WHERE manner = 'vacant') AND (now <> [] OR left)
  // what a portfolio of it is over; to assist (协管) counts too
  WITH post, own, life, carried, COLLECT {
      MATCH (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
      WHERE p.retracted IS NULL AND NOT p:Pending
        AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
      RETURN coalesce(head(COLLECT { MATCH (p)-[:OVER]->()-[:MEANS]->{0,1}(x:Known) RETURN x }), post) } AS over,
    [c IN carried WHERE post IN c.posts] AS rests
  WHERE rests <> [] OR over <> []
  // the duties of bodies in its portfolio, and for sectors in it those of its own body and the bodies below
  WITH *, COLLECT { MATCH (own)<-[p:PART_OF WHERE p.since <= $as_of < p.until]-{0,}(b:Body) RETURN DISTINCT b } AS below, head(COLLECT { MATCH (own)-[:LIVES]->(l:Life) RETURN l.name }) AS office
  RETURN post AS about, '' AS key, own AS body, office + CASE WHEN life.name STARTS WITH office THEN substring(life.name, size(office)) ELSE life.name END AS name,
    rests, rests + [c IN carried WHERE c.master IN over] AS whole, [x IN over WHERE x:Sector] AS sectors, [c IN carried WHERE c.body IN below] AS partly
UNION ALL
  // bodies with a duty that can carry supervision, and no post that would bear it, as far as posts are known at all
  WITH carried
  UNWIND carried AS c
  WITH c, c.duty AS d, $principal[c.mode] AS carries
  WHERE $missing = 'yes' AND any(post IN c.posts WHERE post IS NULL) AND EXISTS { (:Post&Known)-[:POST_OF]->(:Body) }
    AND NOT coalesce(c.type, '') IN $never
    AND (carries = 'always'
      OR (carries = 'permit' AND replace(toLower(normalize(d.permit, NFKC)), ' ', '') IN $permits)
      OR (carries = 'grant' AND d.document IS NOT NULL AND d.level IN ['statute', 'document'])
      OR (carries = 'hazard' AND d.hazard IS NOT NULL))
  WITH c.body AS body, collect(c) AS whole
  RETURN body AS about, 'missing' AS key, body, head(COLLECT { MATCH (body)-[:LIVES]->(l:Life) RETURN l.name }) AS name, whole AS rests, whole, [] AS sectors, [] AS partly
}
// the objects that depend on it: by name, else what stands where the duty holds, in its sector or below it
CALL (whole, sectors, partly) {
  UNWIND [c IN whole | {duty: c, only: []}] + [c IN partly WHERE sectors <> [] | {duty: c, only: sectors}] AS each
  WITH each.only AS only, each.duty.ground AS ground, each.duty.sector AS sector, each.duty.object AS object
  CALL (ground, sector, object) {
    WITH object WHERE object IS NOT NULL
    RETURN object AS o
  UNION
    UNWIND CASE WHEN object IS NULL THEN ground ELSE [] END AS area
    MATCH (area)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(:Territory)<-[a:AT WHERE a.since <= $as_of < a.until]-(o:Object)
    WHERE coalesce(a.as_what, '') <> 'registered'
      AND (sector IS NULL OR EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(sector) })
    RETURN o
  }
  MATCH (o)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
    AND (only = [] OR EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(s) WHERE s IN only })
  RETURN count(DISTINCT o) AS objects, min(CASE WHEN life.risk IN ['red', 'orange'] THEN 0 WHEN life.risk = 'blue' THEN 2 ELSE 1 END) AS worst
}
WITH *, ['high', 'medium', 'low'][coalesce(worst, 2)] AS severity
RETURN about.id AS subject, name, severity, key, body.id AS body, COUNT { UNWIND rests AS c RETURN DISTINCT c.duty } AS duties, objects
ORDER BY coalesce(worst, 2), subject
