// The division of work (领导分工): who is in charge of what, with the body of the post and who holds it.
// $as_of: the day asked about, such as date('2026-11-03')
// -> path: from the body over a post to its portfolio and what that is over; or from the post to its holder
MATCH path = (:Body)<-[:POST_OF]-(post:Post&Known)<-[:MEANS]-{0,1}()-[:HOLDS|POST]-(p:Portfolio|Tenure)-[:OVER|HOLDS]-(:Sector|Body|Territory|Person)
WHERE p.retracted IS NULL AND NOT p:Pending
  AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
RETURN path
