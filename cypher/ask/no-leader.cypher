// Nobody in charge (无人分管): sectors and departments in no portfolio of a filled post, and bodies without exactly one deputy for safety. What only a head leads is shown apart, as info.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $what: 'sectors', 'departments' or 'safety'; 'all' for all three
// -> subject: the sector or the body
// -> name: its name
// -> severity: a sector's by the worst risk class of its objects, low where it has none; a department medium; a government without deputy for safety high
// -> key: sector, department or safety
// -> posts: the heads who lead it alone, or the several deputies for safety

// the division of work: who leads what; to assist (协管) is not to lead
MATCH (post:Post&Known)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
WHERE p.retracted IS NULL AND NOT p:Pending
  AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
  AND coalesce(p.share, '') <> 'assists'
WITH post, p, head(COLLECT { MATCH (post)-[:LIVES]->(life:Life) WHERE life.since <= $as_of < life.until RETURN life }) AS life,
  head(COLLECT { MATCH (p)-[:OVER]->()-[:MEANS]->{0,1}(x:Known) RETURN x }) AS over,
  COLLECT { MATCH (post)<-[:MEANS]-{0,1}()<-[:POST]-(h:Tenure) WHERE h.retracted IS NULL AND NOT h:Pending RETURN h } AS tenures
// a post is filled by whoever holds it; it is vacant where that is stated, or its last holder left; where nobody says anything it counts as filled
WITH *, [h IN tenures WHERE coalesce(h.since <= $as_of, true) AND coalesce($as_of < h.until, true) AND coalesce($as_of < h.closed, true) | coalesce(h.manner, '')] AS now,
  any(h IN tenures WHERE coalesce(h.manner, '') <> 'vacant' AND (h.until <= $as_of OR h.closed <= $as_of)) AS left
WITH post, over, p.safety AS safety, life IS NOT NULL AND (any(manner IN now WHERE manner <> 'vacant') OR now = [] AND NOT coalesce(left, false)) AS filled,
  coalesce(life.rank, head(COLLECT { MATCH (post)-[:LIVES]->(l:Life) RETURN l.rank }), '') AS rank
WITH collect({post: post, over: over, safety: safety, filled: filled, head: rank IN ['secretary', 'head'],
  deputy: NOT rank IN ['secretary', 'head', 'section_head', 'staff', 'safety_manager']}) AS charges
WHERE charges <> []
CALL (charges) {
  // the county's own sectors, with who leads each or a sector above it
  MATCH (s:Sector&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND coalesce(life.scheme, '') IN ['', 'county'] AND $what IN ['all', 'sectors']
  WITH s, life.name AS name, charges, COLLECT { MATCH (s)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(above) RETURN above } AS above
  WITH collect({sector: s, name: name, led: [c IN charges WHERE c.filled AND c.over IN above]}) AS county
  WITH county, [x IN county | x.sector] AS sectors, [x IN county WHERE x.led = [] | x.sector] AS unled
  UNWIND county AS each
  // one that nobody leads is led through its parts, where every part has a leader: the unled ones below it, with the parts of each
  WITH county, each.sector AS s, each.name AS name, each.led AS led, COLLECT {
      UNWIND [x IN unled WHERE x = each.sector] AS top
      MATCH (top)(()<-[u:UNDER WHERE u.since <= $as_of < u.until]-(part WHERE part IN sectors)){0,}(low)
      WHERE low IN unled
      WITH DISTINCT low
      RETURN COLLECT { MATCH (low)<-[v:UNDER WHERE v.since <= $as_of < v.until]-(below) WHERE below IN sectors RETURN below }
    } AS open
  WITH s, name, CASE WHEN [] IN open THEN []
    ELSE reduce(found = led, x IN county | CASE WHEN any(parts IN open WHERE x.sector IN parts) THEN found + x.led ELSE found END) END AS led
  WHERE all(c IN led WHERE c.head)
  CALL (s) {
    OPTIONAL MATCH (s)<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}()<-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]-(:Object)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
    RETURN min(CASE WHEN life IS NULL THEN 2 WHEN life.risk IN ['red', 'orange'] THEN 0 WHEN life.risk = 'blue' THEN 2 ELSE 1 END) AS worst
  }
  RETURN s AS about, name, 'sector' AS key, CASE led WHEN [] THEN ['high', 'medium', 'low'][worst] ELSE 'info' END AS severity, [c IN led | c.post.id] AS posts
UNION ALL
  // the county's departments that are not managed vertically
  WITH charges
  MATCH (b:Body&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND life.type = 'department' AND coalesce(life.tier, 'county') = 'county' AND NOT coalesce(life.vertical, false)
    AND $what IN ['all', 'departments']
  WITH b, life, [c IN charges WHERE c.filled AND c.over = b] AS led
  WHERE all(c IN led WHERE c.head)
  RETURN b AS about, life.name AS name, 'department' AS key, CASE led WHEN [] THEN 'medium' ELSE 'info' END AS severity, [c IN led | c.post.id] AS posts
UNION ALL
  // local governments and departments, with their deputies for safety; one of which no post is known is only a gap in the data
  WITH charges
  MATCH (b:Body&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND life.type IN ['government', 'department'] AND coalesce(life.tier, 'county') IN ['county', 'township', 'zone']
    AND NOT coalesce(life.vertical, false) AND $what IN ['all', 'safety']
  WITH b, life, COLLECT { UNWIND charges AS c WITH c.post AS post WHERE c.safety AND c.deputy AND c.filled MATCH (post)-[:POST_OF]->(b) RETURN DISTINCT post } AS deputies,
    EXISTS { (b)<-[:POST_OF]-(:Post)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until } AS known
  WHERE size(deputies) <> 1
  RETURN b AS about, life.name AS name, 'safety' AS key, CASE WHEN NOT known THEN 'low' WHEN life.type = 'government' AND deputies = [] THEN 'high' ELSE 'medium' END AS severity,
    [post IN deputies | post.id] AS posts
}
RETURN about.id AS subject, name, severity, key, posts
ORDER BY CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END, subject, key
