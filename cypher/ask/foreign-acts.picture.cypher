// How the acts outside one's territory lie: from who acted over the act to its object and where that stands, or to the place of the act; the first fifty.
// $as_of: the day asked about, such as date('2026-11-03')
// $acts: only acts of this kind, such as 'inspection'; null for all
// $sector: the id of a sector, to count only acts in it or below it; null for all
// -> path: from who acted to the place of the act

// acts up to the day, and for which body: the actor itself, the body of the post that acted, or of a post that the person held that day, else the person's own
MATCH (actor:Known)<-[:MEANS]-{0,1}()-[:DID]->(act:Act)
WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) AND ($acts IS NULL OR act.type = $acts)
  AND ($sector IS NULL OR EXISTS {
    (act)-[:OVER]->()-[:MEANS]->{0,1}(:Sector&Known)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) })
WITH actor, act, COLLECT {
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
WITH act, CASE WHEN actor:Body THEN actor WHEN own IN held OR held = [] THEN own ELSE held[0] END AS body
WHERE body IS NOT NULL
WITH body, collect(act) AS acts
// what it governs: it, a body before or after it, or the nearest body above it that (or whose former or later body) governs anything
CALL (body) {
  MATCH way = (body)-[p:PART_OF WHERE p.since <= $as_of]->{0,}(above:Body)
  MATCH (above)-[s:SUCCEEDS WHERE s.since <= $as_of]->{0,}()-[g:GOVERNS WHERE g.since <= $as_of]->(t:Territory)
  RETURN length(way) AS steps, t
UNION
  MATCH way = (body)-[p:PART_OF WHERE p.since <= $as_of]->{0,}(above:Body)
  MATCH (above)<-[s:SUCCEEDS WHERE s.since <= $as_of]-{0,}()-[g:GOVERNS WHERE g.since <= $as_of]->(t:Territory)
  RETURN length(way) AS steps, t
}
WITH body, acts, steps, collect(DISTINCT t) AS governs
ORDER BY steps
WITH body, acts, head(collect(governs)) AS governs
// whoever belongs to the state, or governs all of it, is nowhere foreign
WHERE NOT EXISTS { (body)-[:LIVES]->(:Life {tier: 'state'}) } AND none(t IN governs WHERE EXISTS { (t)-[:LIVES]->(:Life {type: 'state'}) })
UNWIND acts AS act
// where it was: as stated, else where its object stood on that day, else where it stands
WITH body, governs, act, head(COLLECT { MATCH (act)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known) RETURN o }) AS object
WITH *, COLLECT { MATCH (act)-[:IN]->()-[:MEANS]->{0,1}(t:Territory&Known) RETURN t } AS said,
  COLLECT { MATCH (object)-[a:AT WHERE coalesce(a.as_what, '') <> 'registered']->(t) WHERE coalesce(a.since <= act.since < a.until, true) RETURN t } AS then,
  COLLECT { MATCH (object)-[a:AT WHERE coalesce(a.as_what, '') <> 'registered']->(t) WHERE a.since <= $as_of < a.until RETURN t } AS now
WITH *, CASE WHEN said <> [] THEN said WHEN then <> [] THEN then ELSE now END AS places
WHERE places <> [] AND NOT EXISTS {
  UNWIND places AS place
  MATCH (place)-[w:WITHIN WHERE w.since <= $as_of]->{0,}(around)
  WHERE around IN governs }
WITH act, places
LIMIT 50
MATCH path = ()-[:DID]->(act)-[:OVER|IN]->()-[:MEANS]->{0,1}()-[:AT]->{0,1}(place)
WHERE place IN places
RETURN path
