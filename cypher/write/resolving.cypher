// Notes that the derived layer is being made anew, so that nobody takes half of it for the whole.
MERGE (r:Resolution {name: 'resolution'})
REMOVE r.data_version
