// Marks an empty database as a dutygraph store; one that is marked stays as it is.
// -> id: the store's own id, the same for as long as it lives
MERGE (mark:Dutygraph {name: 'store'})
  ON CREATE SET mark.id = randomUUID(), mark.made = datetime()
RETURN mark.id AS id
