// Out of how many: posts that carry a duty or a portfolio in force; with missing also the bodies that bear duties although no post of theirs is known.
// $as_of: the day asked about, such as date('2026-11-03')
// $missing: 'yes' to count also bodies that bear duties although no post of theirs is known; else 'no'
// $principal: by mode, whether it carries supervision: always, never, or only with a listed permit, a written grant, or a hazard of the object's own (law/modes.yaml)
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// $permits: permits that carry supervision, in lower case without spaces
// -> out_of: how many they are
// -> unit: what is counted

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
WITH *, $principal[mode] AS carries
WITH collect({body: body, posts: posts, bare: $missing = 'yes' AND any(post IN posts WHERE post IS NULL) AND NOT coalesce(type, '') IN $never
  AND (carries = 'always'
    OR (carries = 'permit' AND coalesce(replace(toLower(normalize(d.permit, NFKC)), ' ', '') IN $permits, false))
    OR (carries = 'grant' AND d.document IS NOT NULL AND coalesce(d.level IN ['statute', 'document'], false))
    OR (carries = 'hazard' AND d.hazard IS NOT NULL))}) AS carried
WITH COUNT {
    MATCH (:Body)<-[:POST_OF]-(post:Post&Known)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND (any(c IN carried WHERE post IN c.posts) OR EXISTS {
      (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
      WHERE p.retracted IS NULL AND NOT p:Pending
        AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true) })
    RETURN DISTINCT post
  } AS posts,
  COUNT { UNWIND carried AS c WITH c WHERE c.bare AND EXISTS { (:Post&Known)-[:POST_OF]->(:Body) } RETURN DISTINCT c.body } AS bodies
RETURN posts + bodies AS out_of, 'post' AS unit
