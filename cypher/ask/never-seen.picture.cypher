// Where the objects stand that nobody ever saw: each with its places, its sectors, and who runs it; the first fifty.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// -> path: from the object to its place, its sector, or who runs it
MATCH (o:Object&Known)-[:LIVES]->(life:Life)
WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
  AND NOT EXISTS {
    (o)<-[:MEANS]-{0,1}()<-[:OVER]-(act:Act)
    WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) }
  AND NOT EXISTS {
    (o)<-[:MEANS]-{0,1}()-[:DID]->(act:Act)
    WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) }
WITH o
LIMIT 50
MATCH path = (o)-[r:AT|IN_SECTOR|RUN_BY WHERE r.since <= $as_of < r.until]->{0,1}()
RETURN path
