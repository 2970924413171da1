// How the vacancies lie: each vacant post with its body, its portfolio, and the duties that rest on it; the first fifty.
// $as_of: the day asked about, such as date('2026-11-03')
// -> path: from the post to its body or to what is in its portfolio, or from who bears the duty to what it is about

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
WITH collect({duty: d, posts: posts}) AS carried
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
WITH post, own, rests
LIMIT 50
CALL (post, own, rests) {
  MATCH path = (own)<-[:POST_OF]-(post)
  RETURN path
UNION
  MATCH path = (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)-[:OVER]->()
  WHERE p.retracted IS NULL AND NOT p:Pending
    AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
  RETURN path
UNION
  UNWIND rests AS c
  WITH c.duty AS d
  MATCH path = ()-[:HOLDS]->(d)-[:OVER|IN]->()
  RETURN path
}
RETURN path
