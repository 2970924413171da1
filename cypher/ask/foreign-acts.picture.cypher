// How acts outside one's territory lie: from the body over the act to the place where it was.
// $as_of: the day asked about, such as date('2026-11-03')
// $acts: only acts of this kind, such as 'inspection'; null for all
// -> path: from the body that acted to the place of the act or of its object
MATCH path = (body:Body&Known)<-[:MEANS]-{0,1}()-[:DID]->(act:Act)-[:OVER]->()-[:MEANS]->{0,1}(o:Object)-[a:AT]->(place:Territory)
WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) AND ($acts IS NULL OR act.type = $acts)
  AND coalesce(a.since <= act.since < a.until, true) AND coalesce(a.as_what, '') <> 'registered'
  AND NOT EXISTS {
    MATCH (body)-[:PART_OF|SUCCEEDS]-{0,3}()-[:GOVERNS]->(t:Territory), (place)-[:WITHIN]->{0,}(around)
    WHERE around = t }
RETURN path
