// Out of how many: the county's sectors, its departments, and the bodies that should have a deputy for safety; none where no division of work is loaded.
// $as_of: the day asked about, such as date('2026-11-03')
// $what: 'sectors', 'departments' or 'safety'; 'all' for all three
// -> out_of: how many they are
// -> unit: what is counted
RETURN CASE WHEN EXISTS {
    (:Post&Known)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
    WHERE p.retracted IS NULL AND NOT p:Pending
      AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
      AND coalesce(p.share, '') <> 'assists'
  } THEN COUNT {
    MATCH (:Sector&Known)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND coalesce(life.scheme, '') IN ['', 'county'] AND $what IN ['all', 'sectors']
  } + COUNT {
    MATCH (:Body&Known)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND life.type = 'department' AND coalesce(life.tier, 'county') = 'county' AND NOT coalesce(life.vertical, false)
      AND $what IN ['all', 'departments']
  } + COUNT {
    MATCH (:Body&Known)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND life.type IN ['government', 'department'] AND coalesce(life.tier, 'county') IN ['county', 'township', 'zone']
      AND NOT coalesce(life.vertical, false) AND $what IN ['all', 'safety']
  } ELSE 0 END AS out_of, 'sector or body' AS unit
