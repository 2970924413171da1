// Notes of which data the derived layer was made.
// $version: the data version
MERGE (r:Resolution {name: 'resolution'})
SET r.data_version = $version, r.made = datetime()
