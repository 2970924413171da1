// Keeps facts: one node for each, tied to what it names. A thing named for the first time gets a node.
// $rows: for each fact its labels, what it said (its columns), and the ends: describes [label, id, name], from and to [label, id, type], document [id, clause]
// $pending: [true] while the load is not whole in this transaction, so that its facts carry the label Pending; else []
UNWIND $rows AS row
CREATE (f:Fact)
SET f = row.said
SET f:$(row.label)
FOREACH (_ IN $pending | SET f:Pending)
FOREACH (end IN row.describes |
  MERGE (n:Named {id: end[1]}) ON CREATE SET n:$(end[0])
  SET n.name = coalesce(n.name, end[2])
  CREATE (f)-[:DESCRIBES]->(n))
FOREACH (end IN row.from |
  MERGE (n:Named {id: end[1]}) ON CREATE SET n:$(end[0])
  CREATE (n)-[:$(end[2])]->(f))
FOREACH (end IN row.to |
  MERGE (n:Named {id: end[1]}) ON CREATE SET n:$(end[0])
  CREATE (f)-[:$(end[2])]->(n))
FOREACH (end IN row.document |
  MERGE (n:Named {id: end[0]}) ON CREATE SET n:Document
  CREATE (f)-[:RESTS_ON {clause: end[1]}]->(n))
