// What one load said of one kind.
// $load: the load's id
// $kind: the kind of fact
// $names: the columns wanted
// -> said: their values, in that order
MATCH (f:Fact {load: $load, kind: $kind})
RETURN [name IN $names | f[name]] AS said
