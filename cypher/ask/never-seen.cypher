// Objects that nobody ever saw (从未履职触及): no act of any kind is on record for them. No record proves neither that nobody acted nor that nothing was wrong.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// -> subject: the object
// -> name: its name
// -> severity: high, medium or low, by its risk class; medium where none is stated
// -> key: empty, because an object is found once
// -> type: its kind
// -> risk: its risk class
MATCH (o:Object&Known)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
  // neither did anybody act on it, nor did it act itself, up to the day
  AND NOT EXISTS {
    (o)<-[:MEANS]-{0,1}()<-[:OVER]-(act:Act)
    WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) }
  AND NOT EXISTS {
    (o)<-[:MEANS]-{0,1}()-[:DID]->(act:Act)
    WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) }
WITH o, life, CASE life.risk WHEN 'red' THEN 'high' WHEN 'orange' THEN 'high' WHEN 'blue' THEN 'low' ELSE 'medium' END AS severity
RETURN o.id AS subject, life.name AS name, severity, '' AS key, life.type AS type, life.risk AS risk
ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, subject
