// Out of how many: acts that state an object and a sector, by bodies where the actor itself must hold the duty; or their objects.
// $as_of: the day asked about, such as date('2026-11-03')
// $acts: only acts of this kind, such as 'inspection'; null for all
// $by: 'bearer' where the actor itself must hold the duty; 'anyone' where it is enough that somebody does
// $sector: the id of a sector, to count only acts in it or below it; null for all
// $count: 'acts' for these acts, 'objects' for their objects
// -> out_of: how many they are
// -> unit: what is counted

// acts up to the day that name an object and a sector
MATCH (act:Act)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known)
WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) AND ($acts IS NULL OR act.type = $acts)
MATCH (act)-[:OVER]->()-[:MEANS]->{0,1}(about:Sector&Known)
WHERE $sector IS NULL OR EXISTS { (about)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) }
WITH act, o, about, head(COLLECT { MATCH (act)<-[:DID]-()-[:MEANS]->{0,1}(x:Known) RETURN x }) AS actor
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
WITH act, o, about, CASE WHEN actor:Body THEN actor WHEN own IN held OR held = [] THEN own ELSE held[0] END AS body
WITH act, o, about, body
WHERE $by = 'anyone' OR body IS NOT NULL
WITH DISTINCT CASE $count WHEN 'acts' THEN act ELSE o END AS each
WITH count(each) AS out_of
RETURN out_of, CASE $count WHEN 'acts' THEN 'act' ELSE 'object' END AS unit
