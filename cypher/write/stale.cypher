// Notes that the marks of a source's facts are to be made after this transaction.
// $scope: the source
MATCH (s:Source {scope: $scope})
SET s.stale = true
