// Gives the writers' lock back.
// $holder: the writer
MATCH (lock:Lock {name: 'writer', holder: $holder})
REMOVE lock.holder, lock.until
