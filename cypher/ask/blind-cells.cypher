// Blind cells (监管盲区): township and sector where no duty holds that can carry supervision, with or without objects, and objects that stand in no sector.
// $as_of: the day asked about, such as date('2026-11-03')
// $kinds: which kinds of object are counted, such as ['enterprise', 'site']
// $cells: 'with_objects', 'without_objects' or 'no_sector' for only these; 'all' for all
// $principal: by mode, whether it carries supervision: always, never, or only with a listed permit, a written grant, or a hazard of the object's own (law/modes.yaml)
// $never: kinds of body that never supervise, because they coordinate (议事协调不是监管)
// $permits: permits that carry supervision, in lower case without spaces
// $hazards: which hazard class a word means, words in lower case without spaces; any other word is a class of its own (law/own_hazards.yaml)
// $kind_hazards: the hazard classes that a kind of object has by nature
// -> subject: the township; 'territory:' for objects that stand in none
// -> name: township and sector
// -> severity: high, medium or low by the worst risk class of the objects that nobody supervises; low where all are supervised by name, info where there are none
// -> key: the sector; 'no_sector' for objects without one
// -> cell: with_objects, without_objects or no_sector
// -> objects: how many objects stand there
// -> unsupervised: how many of them nobody supervises

CALL () {
  // duties in force, in the mode in which they are exercised, as far as they can carry supervision
  MATCH (d:Duty)
  WHERE d.retracted IS NULL AND NOT d:Pending
    AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
  WITH d, $principal[CASE WHEN d.mode IN ['station', 'delegated'] THEN coalesce(d.as_mode, d.mode) ELSE d.mode END] AS carries,
    replace(toLower(normalize(d.hazard, NFKC)), ' ', '') AS word
  WHERE carries = 'always'
    OR (carries = 'permit' AND replace(toLower(normalize(d.permit, NFKC)), ' ', '') IN $permits)
    OR (carries = 'grant' AND d.document IS NOT NULL AND d.level IN ['statute', 'document'])
    OR (carries = 'hazard' AND d.hazard IS NOT NULL)
  // the body that is named, by itself or by a post, and who carries its duty: itself, or the living bodies that succeeded it
  MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
  MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
    WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (body:Body)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN $never
  // whom it counts as: a delegate as whoever sent it, a station as that or as what it is part of, any other as itself
  WITH DISTINCT d, body, CASE WHEN carries = 'hazard' THEN coalesce($hazards[word], word) END AS hazard,
    CASE WHEN d.mode = 'delegated' THEN 'delegate' WHEN d.mode = 'station' OR was.type = 'station' THEN 'station' ELSE 'self' END AS acts_as,
    COLLECT { MATCH (d)-[:ON_BEHALF]->()-[:MEANS]->{0,1}(b:Body&Known) RETURN b } AS senders
  WITH *, CASE WHEN acts_as = 'self' THEN [body] WHEN senders <> [] THEN senders WHEN acts_as = 'delegate' THEN []
    ELSE COLLECT { MATCH (body)-[p:PART_OF WHERE p.since <= $as_of < p.until]->(b:Body) RETURN b } END AS seniors
  WITH *, COLLECT {
      UNWIND seniors AS senior
      MATCH (senior) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
        WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (b:Body)-[:LIVES]->(l:Life)
      WHERE l.since <= $as_of < l.until
      RETURN DISTINCT b
    } AS masters
  UNWIND CASE WHEN masters = [] AND acts_as = 'station' AND senders = [] THEN [body] ELSE masters END AS master
  // where: as stated, else what the body governs, or the nearest above it that governs anything; else the same of whom it counts as
  CALL (d, body, master) {
    MATCH (d)-[:IN]->()-[:MEANS]->{0,1}(t:Territory&Known)
    RETURN collect(t) AS ground
  UNION
    UNWIND CASE WHEN d.territory IS NULL THEN [{turn: 0, of: body}, {turn: 1, of: master}] ELSE [] END AS each
    WITH each.turn AS turn, each.of AS own
    MATCH way = (own)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[g:GOVERNS WHERE g.since <= $as_of < g.until]->(t:Territory)
    WITH turn, length(way) AS steps, collect(DISTINCT t) AS ground
    ORDER BY turn, steps LIMIT 1
    RETURN ground
  }
  WITH DISTINCT d, hazard, ground
  WITH *, COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(:Sector&Known)<-[u:UNDER WHERE u.since <= $as_of < u.until]-{0,}(s:Sector) RETURN s } AS over
  WITH collect({hazard: hazard, ground: ground, over: over, everywhere: d.sector IS NULL, by_name: d.object IS NOT NULL, duty: d}) AS duties
  CALL (duties) {
    UNWIND duties AS each
    WITH each.duty AS d, each.hazard AS hazard, each.ground AS ground, each.over AS over
    // what they reach: the object by name, else what stands there in the sector or below it, and everything there where no sector is stated
    CALL (d, ground, over) {
      MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known)
      RETURN o
    UNION
      UNWIND CASE WHEN d.object IS NULL THEN ground ELSE [] END AS area
      MATCH (area)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(:Territory)<-[a:AT WHERE a.since <= $as_of < a.until]-(o:Object)
      WHERE coalesce(a.as_what, '') <> 'registered'
        AND (d.sector IS NULL OR EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(s:Sector) WHERE s IN over })
      RETURN o
    }
    WITH DISTINCT o, hazard
    MATCH (o)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND NOT life.closed
      // a special duty only where the hazard is the object's own: stated for it, of its kind, or of a sector that it is in
      AND (hazard IS NULL
        OR hazard IN coalesce($kind_hazards[life.type], [])
        OR any(word IN life.hazards WHERE coalesce($hazards[word], word) = hazard)
        OR EXISTS {
          (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector)-[:LIVES]->(l:Life)
          WHERE any(word IN l.hazards WHERE coalesce($hazards[word], word) = hazard) })
    RETURN collect(DISTINCT o) AS reached
  }
  // the county's own sectors, each with all above it and their hazards; and whether it has parts
  CALL () {
    MATCH (sector:Sector&Known)-[:LIVES]->(l:Life)
    WHERE l.since <= $as_of < l.until AND coalesce(l.scheme, '') IN ['', 'county']
    WITH sector, l.name AS what, COLLECT { MATCH (sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(s:Sector) RETURN s } AS branch
    RETURN collect({sector: sector, what: what, branch: branch,
      dangers: COLLECT { UNWIND branch AS s MATCH (s)-[:LIVES]->(l:Life) UNWIND l.hazards AS word RETURN DISTINCT coalesce($hazards[word], word) },
      parts: EXISTS {
        (sector)<-[u:UNDER WHERE u.since <= $as_of < u.until]-(:Sector)-[:LIVES]->(part:Life)
        WHERE part.since <= $as_of < part.until AND coalesce(part.scheme, '') IN ['', 'county'] }}) AS sectors
  }
  // townships in which something counted stands, or that lie in what a body of the county or below governs
  MATCH (town:Territory&Known)-[:LIVES]->(life:Life)
  WHERE life.since <= $as_of < life.until AND life.type IN ['township', 'street']
  WITH duties, reached, sectors, town, COLLECT {
      MATCH (town)<-[w:WITHIN WHERE w.since <= $as_of < w.until]-{0,}(:Territory)<-[a:AT WHERE a.since <= $as_of < a.until]-(o:Object)-[:LIVES]->(l:Life)
      WHERE coalesce(a.as_what, '') <> 'registered' AND l.since <= $as_of < l.until AND NOT l.closed AND l.type IN $kinds
      RETURN DISTINCT o
    } AS inside
  WHERE inside <> [] OR EXISTS {
      (town)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(:Territory)<-[g:GOVERNS WHERE g.since <= $as_of < g.until]-(:Body)-[:LIVES]->(l:Life)
      WHERE NOT coalesce(l.tier, '') IN ['prefecture', 'province', 'state'] }
  WITH *, COLLECT { MATCH (town)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(t:Territory) RETURN t } AS around,
    COLLECT { UNWIND inside AS o MATCH (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(s:Sector) RETURN DISTINCT {sector: s, object: o} } AS standing
  WITH reached, sectors, town, around, standing, [each IN duties WHERE NOT each.by_name AND any(area IN each.ground WHERE area IN around)] AS here
  // times the sectors without parts, and those with parts in which something counted stands directly
  UNWIND sectors AS cell
  WITH reached, town, around, here, cell.sector AS sector, cell.what AS what, cell.parts AS parts, cell.branch AS branch, cell.dangers AS dangers,
    [each IN standing WHERE each.sector = cell.sector | each.object] AS own
  WHERE (own <> [] OR NOT parts)
  // where no duty over place and sector holds that can carry supervision, a special one only for a hazard of the sector
    AND NOT any(each IN here WHERE (each.everywhere OR sector IN each.over) AND (each.hazard IS NULL OR each.hazard IN dangers))
  // and no document exempts the sector, or the place, or the one in the other, from all supervision
    AND NOT EXISTS {
      MATCH (x:Exemption)
      WHERE x.retracted IS NULL AND NOT x:Pending
        AND coalesce(x.since <= $as_of, true) AND coalesce($as_of < x.until, true) AND coalesce($as_of < x.closed, true)
        AND x.document IS NOT NULL AND coalesce(x.mode, 'all') = 'all' AND x.object IS NULL AND (x.sector IS NOT NULL OR x.territory IS NOT NULL)
        AND (x.sector IS NULL OR EXISTS { (x)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector) WHERE s IN branch })
        AND (x.territory IS NULL OR EXISTS { (x)-[:IN]->()-[:MEANS]->{0,1}(t:Territory) WHERE t IN around }) }
  // of the objects that stand there, those that nobody supervises
  WITH town, sector, what, size(own) AS objects, COLLECT {
      UNWIND own AS o
      MATCH (o)-[:LIVES]->(life:Life)
      WHERE life.since <= $as_of < life.until
      // nothing reaches it, nor the living enterprises that run it
      AND NOT EXISTS {
        (o) (()-[r:RUN_BY WHERE r.since <= $as_of < r.until]->(by:Object)
          WHERE EXISTS { (by)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until AND NOT l.closed }){0,} (owner:Object)
        WHERE owner IN reached }
      // and no document exempts it from all supervision, by name, or with its sector or its place
      AND NOT EXISTS {
        MATCH (x:Exemption)
        WHERE x.retracted IS NULL AND NOT x:Pending
          AND coalesce(x.since <= $as_of, true) AND coalesce($as_of < x.until, true) AND coalesce($as_of < x.closed, true)
          AND x.document IS NOT NULL AND coalesce(x.mode, 'all') = 'all'
          AND CASE WHEN x.object IS NOT NULL THEN EXISTS { (x)-[:OVER]->()-[:MEANS]->{0,1}(o) }
            ELSE (x.sector IS NOT NULL OR x.territory IS NOT NULL)
              AND (x.sector IS NULL OR EXISTS {
                (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector)<-[:MEANS]-{0,1}()<-[:OVER]-(x) })
              AND (x.territory IS NULL OR EXISTS {
                (o)-[a:AT WHERE a.since <= $as_of < a.until]->(:Territory)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(:Territory)<-[:MEANS]-{0,1}()<-[:IN]-(x)
                WHERE coalesce(a.as_what, '') <> 'registered' }) END }
      RETURN CASE life.risk WHEN 'red' THEN 0 WHEN 'orange' THEN 0 WHEN 'blue' THEN 2 ELSE 1 END
    } AS grades
  WITH *, CASE objects WHEN 0 THEN 'without_objects' ELSE 'with_objects' END AS cell
  WHERE $cells IN ['all', cell]
  RETURN town, sector.id AS key, what, cell, objects, size(grades) AS unsupervised,
    CASE WHEN grades <> [] THEN reduce(worst = 2, grade IN grades | CASE WHEN grade < worst THEN grade ELSE worst END) WHEN objects > 0 THEN 2 ELSE 3 END AS grade
UNION ALL
  // objects without a sector, by the township in which they stand, if any
  MATCH (o:Object&Known)-[:LIVES]->(life:Life)
  WHERE $cells IN ['all', 'no_sector'] AND life.since <= $as_of < life.until AND NOT life.closed AND life.type IN $kinds
    AND NOT EXISTS { (o)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(:Sector) }
  WITH o, life, COLLECT {
      MATCH (o)-[a:AT WHERE a.since <= $as_of < a.until]->(:Territory)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(town:Territory)-[:LIVES]->(l:Life)
      WHERE coalesce(a.as_what, '') <> 'registered' AND l.since <= $as_of < l.until AND l.type IN ['township', 'street']
      RETURN DISTINCT town
    } AS towns
  UNWIND CASE towns WHEN [] THEN [null] ELSE towns END AS town
  RETURN town, 'no_sector' AS key, '无领域' AS what, 'no_sector' AS cell, count(o) AS objects, null AS unsupervised, min(CASE life.risk WHEN 'red' THEN 0 WHEN 'orange' THEN 0 WHEN 'blue' THEN 2 ELSE 1 END) AS grade
}
RETURN coalesce(town.id, 'territory:') AS subject,
  coalesce(head(COLLECT { MATCH (town)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until RETURN l.name }), '地点不详的对象中') + ' × ' + what AS name,
  ['high', 'medium', 'low', 'info'][grade] AS severity, key, cell, objects, unsupervised
ORDER BY grade, subject, key
