// Makes a load visible: its node, and what each source stated of its delivery.
// $load: the load's own properties
// $deliveries: for each source its scope, and what it stated
CREATE (l:Load)
SET l = $load
WITH l
UNWIND $deliveries AS each
MERGE (s:Source {scope: each.scope})
CREATE (l)-[d:DELIVERED]->(s)
SET d = each.stated
