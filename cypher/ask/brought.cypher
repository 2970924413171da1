// What one load brought: how many facts of each kind, from which files, and how many of them hold no longer (一次导入带来了什么).
// $load: the load's id, such as 'L0001-1a2b3c4d'; `dutygraph loads` lists them
// -> kind: the kind of fact
// -> facts: how many
// -> superseded: how many of them a later load or a retraction has replaced
// -> files: where they were read
MATCH (f:Fact {load: $load})
RETURN f.kind AS kind, count(f) AS facts, count(f.retracted) AS superseded, collect(DISTINCT f.file) AS files
ORDER BY kind
