// How the acts lie that fall under no duty: from who acted over the act to its object, its sector and its place; the first fifty.
// $as_of: the day asked about, such as date('2026-11-03')
// $acts: only acts of this kind, such as 'inspection'; null for all
// $by: 'bearer' where the actor itself must hold the duty; 'anyone' where it is enough that somebody does
// $sector: the id of a sector, to count only acts in it or below it; null for all
// -> path: from who acted to what the act was about

// acts up to the day that name an object and a sector
MATCH (act:Act)-[:OVER]->()-[:MEANS]->{0,1}(o:Object&Known)
WHERE act.retracted IS NULL AND NOT act:Pending AND coalesce(act.since <= $as_of, true) AND ($acts IS NULL OR act.type = $acts)
MATCH (act)-[:OVER]->()-[:MEANS]->{0,1}(about:Sector&Known)
WHERE $sector IS NULL OR EXISTS { (about)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector {id: $sector}) }
WITH act, o, about, head(COLLECT { MATCH (act)<-[:DID]-()-[:MEANS]->{0,1}(x:Known) RETURN x }) AS actor
// for which body: the actor itself, the body of the post that acted, or of a post that the person held that day, else the person's own
WITH *, COLLECT {
    MATCH (actor:Person)<-[:MEANS]-{0,1}()-[:HOLDS]->(held:Tenure)-[:POST]->()-[:MEANS]->{0,1}(:Post&Known)-[:POST_OF]->(b:Body)
    WHERE held.retracted IS NULL AND NOT held:Pending AND (held.since IS NULL OR held.since <= act.since)
      AND coalesce(act.since < held.until, true) AND coalesce(act.since < held.closed, true)
    RETURN b ORDER BY held.scope, held.key } AS held,
  head(COLLECT {
    MATCH (actor)-[:POST_OF]->(b:Body)
    RETURN b
  UNION
    MATCH (actor)<-[:MEANS]-{0,1}()<-[:DESCRIBES]-(e:PersonEntry)-[:HOME]->()-[:MEANS]->{0,1}(b:Body&Known)
    WHERE e.retracted IS NULL AND NOT e:Pending
    RETURN b
  UNION
    MATCH (b:Body&Known {id: 'body:' + split(actor.id, '@')[1]})
    RETURN b
  }) AS own
WITH act, o, about, CASE WHEN actor:Body THEN actor WHEN own IN held OR held = [] THEN own ELSE held[0] END AS body
WITH act, o, about, body
WHERE $by = 'anyone' OR body IS NOT NULL
// on the day asked about, or on the day of the act: no duty that reached the object, or an enterprise that ran it, in a sector of the same branch
WITH act, o, about, body
WHERE NOT EXISTS {
  UNWIND CASE WHEN act.since IS NULL THEN [$as_of] ELSE [$as_of, act.since] END AS day
  MATCH (o) (()-[r:RUN_BY WHERE r.since <= day < r.until]->(owner:Object)
    WHERE EXISTS { (owner)-[:LIVES]->(l:Life) WHERE l.since <= day < l.until AND NOT l.closed }){0,} (x:Object)
  CALL (x, day) {
    MATCH (x)<-[:MEANS]-{0,1}()<-[:OVER]-(d:Duty)
    RETURN d
  UNION
    MATCH (x)-[i:IN_SECTOR WHERE i.since <= day < i.until]->()-[u:UNDER WHERE u.since <= day < u.until]->{0,}(:Sector)<-[:MEANS]-{0,1}()<-[:OVER]-(d:Duty)
    WHERE d.object IS NULL
    RETURN d
  UNION
    MATCH (d:Duty)
    WHERE d.object IS NULL AND d.sector IS NULL
    RETURN d
  }
  WITH DISTINCT x, d, day
  WHERE d.retracted IS NULL AND NOT d:Pending
    AND coalesce(d.since <= day, true) AND coalesce(day < d.until, true) AND coalesce(day < d.closed, true) AND coalesce(d.since <= act.since, true)
    AND (act.type = 'registration' OR CASE WHEN d.mode IN ['station', 'delegated'] THEN coalesce(d.as_mode, d.mode) ELSE d.mode END <> 'registration')
    AND (d.sector IS NULL OR EXISTS {
      MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector&Known)
      WHERE EXISTS { (about)-[u:UNDER WHERE u.since <= day < u.until]->{0,}(s) } OR EXISTS { (s)-[u:UNDER WHERE u.since <= day < u.until]->{0,}(about) } })
  // the body that is named, by itself or by a post, and who carried its duty: itself, or the living bodies that succeeded it
  MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
  MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= day < s.until]-(:Body)
    WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= day < lived.until }){0,} (carrier:Body)-[:LIVES]->(life:Life)
  WHERE life.since <= day < life.until AND NOT coalesce(life.type, '') IN ['committee', 'mass_organisation']
  WITH DISTINCT x, d, day, carrier, d.mode = 'delegated' AS delegate, d.mode = 'station' OR coalesce(was.type = 'station', false) AS station,
    COLLECT { MATCH (d)-[:ON_BEHALF]->()-[:MEANS]->{0,1}(b:Body&Known) RETURN b } AS senders
  // whom it counted as: a delegate as whoever sent it, a station as that or as what it was part of, any other as itself
  WITH *, CASE WHEN NOT delegate AND NOT station THEN [] WHEN senders <> [] OR delegate THEN senders
    ELSE COLLECT { MATCH (carrier)-[p:PART_OF WHERE p.since <= day < p.until]->(b:Body) RETURN b } END AS seniors
  WITH *, COLLECT {
      UNWIND seniors AS senior
      MATCH (senior) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= day < s.until]-(:Body)
        WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= day < lived.until }){0,} (b:Body)-[:LIVES]->(l:Life)
      WHERE l.since <= day < l.until
      RETURN DISTINCT b
    } AS masters
  UNWIND CASE WHEN masters = [] AND NOT delegate AND senders = [] THEN [carrier] ELSE masters END AS master
  // whose act it was: a station's is also its bureau's, a former body's also its successor's, and under a delegated power also the delegating body's
  WITH *
  WHERE $by = 'anyone' OR EXISTS {
    MATCH (body) ((low:Body)-[r:PART_OF|SUCCEEDS WHERE r.since <= day]-(high:Body)
      WHERE CASE type(r) WHEN 'PART_OF' THEN startNode(r) = low AND EXISTS { (low)-[:LIVES]->(:Life {type: 'station'}) } ELSE startNode(r) = high END){0,} (kin)
    WHERE kin IN [carrier, master]
    RETURN kin
  UNION
    MATCH (body)<-[:MEANS]-{0,1}()-[:HOLDS]->(w:Power {origin: 'delegated'})-[:DELEGATOR]->()-[:MEANS]->{0,1}(kin:Body&Known)
    WHERE w.retracted IS NULL AND NOT w:Pending AND kin IN [carrier, master]
      AND coalesce(w.since <= day, true) AND coalesce(day < w.until, true) AND coalesce(day < w.closed, true)
      AND act.type = CASE w.power WHEN 'inspect' THEN 'inspection' WHEN 'order' THEN 'order' WHEN 'penalise' THEN 'penalty' END
    RETURN kin }
  // where: as stated, else what the body governed, or the nearest above it that governed anything; else the same of whom it counted as
  CALL (d, carrier, master, day) {
    MATCH (d)-[:IN]->()-[:MEANS]->{0,1}(t:Territory&Known)
    RETURN collect(t) AS ground
  UNION
    UNWIND CASE WHEN d.territory IS NULL AND d.object IS NULL THEN [{turn: 0, of: carrier}, {turn: 1, of: master}] ELSE [] END AS each
    WITH each.turn AS turn, each.of AS office, day
    MATCH way = (office)-[p:PART_OF WHERE p.since <= day < p.until]->{0,}()-[g:GOVERNS WHERE g.since <= day < g.until]->(t:Territory)
    WITH turn, length(way) AS steps, collect(DISTINCT t) AS ground
    ORDER BY turn, steps LIMIT 1
    RETURN ground
  }
  WITH x, d, day, ground
  WHERE d.object IS NOT NULL OR EXISTS {
    MATCH (x)-[a:AT WHERE a.since <= day < a.until]->()-[w:WITHIN WHERE w.since <= day < w.until]->{0,}(t)
    WHERE coalesce(a.as_what, '') <> 'registered' AND t IN ground }
  RETURN d
}
WITH DISTINCT act
LIMIT 50
MATCH path = ()-[:DID]->(act)-[:OVER|IN]->()
RETURN path
