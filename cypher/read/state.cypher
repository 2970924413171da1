// What this database is: its marks, its migrations, and whether it is empty.
// -> ids: the ids of the marks of a dutygraph store, one where it is ours
// -> migrations: what was applied, as [version, sha256]
// -> nodes: how many nodes there are
// -> loads: how many loads there are
OPTIONAL MATCH (mark:Dutygraph)
WITH collect(mark.id) AS ids
RETURN ids,
  COLLECT { MATCH (m:Migration) RETURN [m.version, m.sha256] ORDER BY m.version } AS migrations,
  COUNT { MATCH (n) } AS nodes,
  COUNT { MATCH (l:Load) } AS loads
