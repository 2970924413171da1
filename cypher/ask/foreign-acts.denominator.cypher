// Out of how many: acts of bodies on an object or at a place.
// $as_of: the day asked about, such as date('2026-11-03')
// $acts: only acts of this kind, such as 'inspection'; null for all
// $sector: the id of a sector, to count only acts in it or below it; null for all
// -> out_of: how many they are
// -> unit: what is counted
MATCH (actor:Known)<-[:MEANS]-{0,1}()-[:DID]->(act:Act)
WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) AND ($acts IS NULL OR act.type = $acts)
  AND ($sector IS NULL OR EXISTS {
    (act)-[:OVER]->()-[:MEANS]->{0,1}(:Sector&Known)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) })
  AND EXISTS { (act)-[:OVER|IN]->()-[:MEANS]->{0,1}(:(Object|Territory)&Known) }
  // a body acted, a post of one, or a person who belongs to one or held a post there that day
  AND (actor:Body OR EXISTS { (actor)-[:POST_OF]->(:Body) }
    OR EXISTS { (actor)<-[:MEANS]-{0,1}()<-[:DESCRIBES]-(:PersonEntry)-[:HOME]->()-[:MEANS]->{0,1}(:Body&Known) }
    OR actor:Person AND EXISTS { (:Body&Known {id: 'body:' + split(actor.id, '@')[1]}) }
    OR EXISTS {
    (actor:Person)<-[:MEANS]-{0,1}()-[:HOLDS]->(held:Tenure)-[:POST]->()-[:MEANS]->{0,1}(:Post&Known)-[:POST_OF]->(:Body)
    WHERE held.retracted IS NULL AND NOT held:Pending AND (held.since IS NULL OR held.since <= act.since)
      AND coalesce(act.since < held.until, true) AND coalesce(act.since < held.closed, true) })
WITH count(DISTINCT act) AS out_of
RETURN out_of, 'act' AS unit
