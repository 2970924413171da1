// Of which data the derived layer was made; no row where there is none, or where it is being made.
// -> version: the data version
MATCH (r:Resolution)
WHERE r.data_version IS NOT NULL
RETURN r.data_version AS version
