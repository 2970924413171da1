// Marks which facts of one source hold no longer, as far as known today: `retracted` where a later load said otherwise or the load was taken back, `closed` where a complete list left it out.
// $scope: the source
// $place: for each load that speaks for it and was not taken back, its place in the order of what was known, from 0
// $known: by place, from when it was known
// $closing: by place, the day of the next complete list after it, if there is one
// $taken: for each load that was taken back, when
// $events: kinds of fact that have happened and so are never closed
MATCH (s:Source {scope: $scope})
REMOVE s.stale
WITH s
MATCH (f:Fact {scope: s.scope})
WITH f, $place[f.load] AS place
ORDER BY place
// where a later delivery states the same row of the sheet (record) again, all that the row said before is superseded
WITH f.record AS record, collect(f) AS facts, collect(place) AS places
UNWIND range(0, size(facts) - 1) AS i
WITH facts[i] AS f, places[i] AS place, CASE WHEN record IS NULL OR places[i] = places[-1] THEN null ELSE head([p IN places WHERE p > places[i]]) END AS again
ORDER BY place
// of what is left of one fact, the latest statement holds
WITH f.kind AS kind, f.key AS key, collect([f, place, again]) AS said
UNWIND range(0, size(said) - 1) AS i
WITH said[i][0] AS f, kind, said[i][1] AS place, said[i][2] AS again,
  head([x IN said[i + 1..] WHERE x[1] IS NOT NULL AND x[2] IS NULL | x[1]]) AS later
WITH f, kind, place, CASE WHEN again < later OR later IS NULL THEN again ELSE later END AS next
SET f.retracted = CASE WHEN place IS NULL THEN $taken[f.load] ELSE $known[next] END,
  f.closed = CASE WHEN place IS NULL OR next IS NOT NULL OR kind IN $events THEN null ELSE $closing[place] END
