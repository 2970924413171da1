// Every load with what its sources stated, in the order of loading (导入记录).
// -> load: the load's own properties
// -> deliveries: for each source its scope, and what it stated
MATCH (l:Load)-[d:DELIVERED]->(s:Source)
WITH l, d, s ORDER BY d.place
WITH l, collect({scope: s.scope, stated: properties(d)}) AS deliveries
RETURN properties(l) AS load, deliveries
ORDER BY l.number
