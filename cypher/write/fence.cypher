// Proves, inside a transaction that writes, that the writer still has the lock, and extends it; no row where it was lost.
// $holder: the writer
// $seconds: after so long without a sign of life the lock is free again
// -> holder: the writer
MATCH (lock:Lock {name: 'writer', holder: $holder})
SET lock.until = datetime() + duration({seconds: $seconds})
WITH lock
WHERE lock.holder = $holder
RETURN lock.holder AS holder
