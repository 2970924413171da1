// Keeps in the graph that a migration was applied.
// $version: its number
// $name: its file's name
// $sha256: the hash of its text
MERGE (m:Migration {version: $version})
  ON CREATE SET m.name = $name, m.sha256 = $sha256, m.applied = datetime()
