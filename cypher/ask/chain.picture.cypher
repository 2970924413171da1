// The ways from an object up to the bodies and posts above it on a day: over the duties that reach it and over who governs its place; up direct leadership (块) and the governments of the territories around.
// $object: the id of the object, such as 'object:91519921100505057U'
// $as_of: the day asked about, such as date('2026-11-03')
// -> path: from the object to a post

// the bodies where a way begins: with a duty that names the object, with one over a sector of it where it stands, or with the place itself
MATCH (o:Object&Known {id: $object})
CALL (o) {
  MATCH start = (o)<-[:MEANS]-{0,1}()<-[:OVER]-(d:Duty)<-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(b:Body)
  WHERE d.retracted IS NULL AND NOT d:Pending
    AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
  RETURN start, b
UNION
  MATCH start = (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector)<-[:MEANS]-{0,1}()<-[:OVER]-(d:Duty)
    <-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(b:Body)
  WHERE d.retracted IS NULL AND NOT d:Pending AND d.object IS NULL
    AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
    AND EXISTS {
      MATCH (o)-[a:AT WHERE a.since <= $as_of < a.until]->()-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(place)
      WHERE coalesce(a.as_what, '') <> 'registered' AND (EXISTS { (d)-[:IN]->()-[:MEANS]->{0,1}(place) } OR d.territory IS NULL AND EXISTS {
        (b)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[g:GOVERNS WHERE g.since <= $as_of < g.until]->(place) }) }
  RETURN start, b
UNION
  MATCH start = (o)-[a:AT WHERE a.since <= $as_of < a.until]->()<-[g:GOVERNS WHERE g.since <= $as_of < g.until]-(b:Body)
  WHERE coalesce(a.as_what, '') <> 'registered'
  RETURN start, b
}
// up to the posts that answer: the heads, and who has work safety, the object's sector, or a body on the way in the portfolio
CALL (o, b) {
  MATCH up = (b)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}(:Body)<-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life)
  WHERE l.since <= $as_of < l.until AND (l.rank IN ['head', 'secretary'] OR EXISTS {
    MATCH (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(f:Portfolio)
    WHERE f.retracted IS NULL AND NOT f:Pending AND coalesce(f.share, '') <> 'assists'
      AND coalesce(f.since <= $as_of, true) AND coalesce($as_of < f.until, true) AND coalesce($as_of < f.closed, true)
      AND (f.safety OR EXISTS {
        (f)-[:OVER]->()-[:MEANS]->{0,1}(over)
        WHERE over = b OR EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(over) } }) })
  MATCH way = (b)-[q:PART_OF WHERE q.since <= $as_of < q.until]->{0,}()<-[:POST_OF]-(post)
  RETURN way
UNION
  MATCH way = (b)-[g:GOVERNS WHERE g.since <= $as_of < g.until]->()-[w:WITHIN WHERE w.since <= $as_of < w.until]->(around)<-[k:GOVERNS WHERE k.since <= $as_of < k.until]-(:Body)
    <-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life {rank: 'head'})
  WHERE l.since <= $as_of < l.until
  RETURN way
}
UNWIND [start, way] AS path
RETURN DISTINCT path
