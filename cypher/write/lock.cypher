// Takes the writers' lock if it is free or has expired; no row where another writer has it.
// $holder: a name of its own for each writer
// $seconds: after so long without a sign of life the lock is free again
// -> holder: who has it now
MERGE (lock:Lock {name: 'writer'})
SET lock.asked = datetime()
WITH lock
WHERE lock.holder IS NULL OR lock.until < datetime() OR lock.holder = $holder
SET lock.holder = $holder, lock.until = datetime() + duration({seconds: $seconds})
RETURN lock.holder AS holder
