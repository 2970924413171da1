// Who answered for one object on a day (责任链): every post above it, with the lines of accountability in which it stands and who held it.
// $object: the id of the object, such as 'object:91519921100505057U'
// $as_of: the day asked about, such as date('2026-11-03')
// -> post: the post, or the unit inside the enterprise
// -> name: its name
// -> body: the body, or the enterprise, that it is in
// -> rank: its rank
// -> lines: the lines in which it stands: enterprise, territorial, industry, licence, special, comprehensive, zone, party
// -> holders: who holds it on the day; none where it is vacant or nobody says

// how bodies stand above each other: direct leadership (块), the governments of the territories around, and a government's leader whose portfolio names the body
CALL () {
  MATCH (low:Body&Known)-[:LIVES]->(l:Life)
  WHERE l.since <= $as_of < l.until
  CALL (low, l) {
    MATCH (low)-[p:PART_OF WHERE p.since <= $as_of < p.until]->(parent:Body)
    MATCH (parent) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
      WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (high:Body)-[:LIVES]->(h:Life)
    WHERE h.since <= $as_of < h.until
    RETURN high, h, 'part_of' AS how
  UNION
    MATCH (low)-[g:GOVERNS WHERE g.since <= $as_of < g.until]->()-[w:WITHIN WHERE w.since <= $as_of < w.until]->(around)
    WHERE l.type IN ['government', 'zone_committee', 'village_committee'] AND NOT EXISTS { (low)-[own:GOVERNS WHERE own.since <= $as_of < own.until]->(around) }
    MATCH (around)<-[k:GOVERNS WHERE k.since <= $as_of < k.until]-(high)-[:LIVES]->(h:Life {type: 'government'})
    WHERE h.since <= $as_of < h.until
    RETURN high, h, 'within' AS how
  UNION
    MATCH (low)<-[:MEANS]-{0,1}()<-[:OVER]-(p:Portfolio)<-[:HOLDS]-()-[:MEANS]->{0,1}(post:Post&Known)-[:LIVES]->(x:Life)
    WHERE x.since <= $as_of < x.until AND p.retracted IS NULL AND NOT p:Pending
      AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
    MATCH (post)-[:POST_OF]->(high:Body)-[:LIVES]->(h:Life {type: 'government'})
    WHERE h.since <= $as_of < h.until
    RETURN high, h, 'in_charge_of' AS how
  }
  WITH low, l, high, h, how
  WHERE low <> high
  WITH *, head(COLLECT {
      MATCH way = (high)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[:LIVES]->(x:Life)
      WHERE x.since <= $as_of < x.until AND x.tier IS NOT NULL
      RETURN x.tier ORDER BY length(way) LIMIT 1 }) AS tier
  RETURN collect({low: low, high: high, how: how, below: coalesce(l.type, ''), type: coalesce(h.type, ''), state: coalesce(tier = 'state', false)}) AS steps
}
// where each line begins, of the object, and the living enterprises that run it, each with its sectors and places, and all above these
CALL () {
  MATCH (:Object&Known {id: $object}) (()-[r:RUN_BY WHERE r.since <= $as_of < r.until]->(owner:Object)
    WHERE EXISTS { (owner)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until AND NOT l.closed }){0,} (x:Object)
  WITH DISTINCT x
  WITH *, COLLECT { MATCH (x)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(s) RETURN DISTINCT s } AS sectors,
    COLLECT {
      MATCH (x)-[a:AT WHERE a.since <= $as_of < a.until]->()-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(t)
      WHERE coalesce(a.as_what, '') <> 'registered'
      RETURN DISTINCT t } AS places
  CALL (x, sectors) {
    // with the duties that reach it: by name, or over one of its sectors where it stands
    CALL (x) {
      MATCH (x)<-[:MEANS]-{0,1}()<-[:OVER]-(d:Duty)
      RETURN d
    UNION
      MATCH (x)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->()-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(:Sector)<-[:MEANS]-{0,1}()<-[:OVER]-(d:Duty)
      WHERE d.object IS NULL
      RETURN d
    UNION
      MATCH (d:Duty)
      WHERE d.object IS NULL AND d.sector IS NULL
      RETURN d
    }
    WITH DISTINCT x, d
    WHERE d.retracted IS NULL AND NOT d:Pending
      AND coalesce(d.since <= $as_of, true) AND coalesce($as_of < d.until, true) AND coalesce($as_of < d.closed, true)
      AND CASE WHEN d.mode IN ['station', 'delegated'] THEN d.as_mode ELSE d.mode END IN ['territorial', 'industry', 'licence', 'special', 'comprehensive', 'zone']
    // the body that is named, by itself or by a post, and who carries its duty: itself, or the living bodies that succeeded it
    MATCH (d)<-[:HOLDS]-()-[:MEANS]->{0,1}(bearer:Known)-[:POST_OF]->{0,1}(named:Body)-[:LIVES]->(was:Life)
    MATCH (named) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
      WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (carrier:Body)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN ['committee', 'mass_organisation']
    WITH DISTINCT x, d, bearer, carrier, d.mode = 'delegated' AS delegate, d.mode = 'station' OR coalesce(was.type = 'station', false) AS station,
      COLLECT { MATCH (d)-[:ON_BEHALF]->()-[:MEANS]->{0,1}(b:Body&Known) RETURN b } AS senders
    // whom it counts as: a delegate as whoever sent it, a station as that or as what it is part of, any other as itself
    WITH *, CASE WHEN NOT delegate AND NOT station THEN [] WHEN senders <> [] OR delegate THEN senders
      ELSE COLLECT { MATCH (carrier)-[p:PART_OF WHERE p.since <= $as_of < p.until]->(b:Body) RETURN b } END AS seniors
    WITH *, COLLECT {
        UNWIND seniors AS senior
        MATCH (senior) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
          WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (b:Body)-[:LIVES]->(l:Life)
        WHERE l.since <= $as_of < l.until
        RETURN DISTINCT b
      } AS masters
    UNWIND CASE WHEN masters = [] AND NOT delegate AND senders = [] THEN [carrier] ELSE masters END AS master
    // where: as stated, else what the body governs, or the nearest above it that governs anything; else the same of whom it counts as
    CALL (d, carrier, master) {
      MATCH (d)-[:IN]->()-[:MEANS]->{0,1}(t:Territory&Known)
      RETURN collect(t) AS ground
    UNION
      UNWIND CASE WHEN d.territory IS NULL AND d.object IS NULL THEN [{turn: 0, of: carrier}, {turn: 1, of: master}] ELSE [] END AS each
      WITH each.turn AS turn, each.of AS office
      MATCH way = (office)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[g:GOVERNS WHERE g.since <= $as_of < g.until]->(t:Territory)
      WITH turn, length(way) AS steps, collect(DISTINCT t) AS ground
      ORDER BY turn, steps LIMIT 1
      RETURN ground
    }
    WITH x, d, bearer, carrier, master, ground
    WHERE d.object IS NOT NULL OR EXISTS {
      MATCH (x)-[a:AT WHERE a.since <= $as_of < a.until]->()-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}(t)
      WHERE coalesce(a.as_what, '') <> 'registered' AND t IN ground }
    // the matter: its own sectors under the duty's, else the duty's; all of them where the duty is over every sector
    WITH x, d, bearer, carrier, master, head(COLLECT { MATCH (d)-[:OVER]->()-[:MEANS]->{0,1}(s:Sector&Known) RETURN s }) AS about
    WITH *, COLLECT { MATCH (x)-[i:IN_SECTOR WHERE i.since <= $as_of < i.until]->(s) WHERE EXISTS { (s)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(about) } RETURN s } AS own
    RETURN CASE WHEN d.mode IN ['station', 'delegated'] THEN d.as_mode ELSE d.mode END AS line, carrier AS first,
      CASE WHEN d.sector IS NULL THEN sectors ELSE COLLECT {
        UNWIND CASE own WHEN [] THEN [about] ELSE own END AS s
        MATCH (s)-[u:UNDER WHERE u.since <= $as_of < u.until]->{0,}(up)
        RETURN DISTINCT up } END AS matter,
      CASE WHEN bearer:Post THEN bearer END AS bearer, master AS sender
  UNION
    // with who governs its place, or the nearest place around it
    MATCH (x)-[a:AT WHERE a.since <= $as_of < a.until]->(place)
    WHERE coalesce(a.as_what, '') <> 'registered'
    UNWIND [{name: 'territorial', types: ['government', 'village_committee'], most: 99}, {name: 'zone', types: ['zone_committee'], most: 2}] AS line
    CALL (place, line) {
      MATCH way = (place)-[w:WITHIN WHERE w.since <= $as_of < w.until]->{0,}()<-[g:GOVERNS WHERE g.since <= $as_of < g.until]-(b:Body)-[:LIVES]->(l:Life)
      WHERE l.since <= $as_of < l.until AND l.type IN line.types AND length(way) <= line.most
      WITH length(way) AS steps, collect(DISTINCT b) AS found
      ORDER BY steps LIMIT 1
      UNWIND found AS b
      RETURN b
    }
    RETURN line.name AS line, b AS first, sectors AS matter, null AS bearer, null AS sender
  UNION
    // with who gave it a licence, or whoever succeeded that body
    MATCH (x)<-[:MEANS]-{0,1}()<-[:OVER]-(p:Licence)<-[:ISSUED]-()-[:MEANS]->{0,1}(issuer:Body&Known)
    WHERE p.retracted IS NULL AND NOT p:Pending
      AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
    MATCH (issuer) ((gone:Body)<-[s:SUCCEEDS WHERE s.since <= $as_of < s.until]-(:Body)
      WHERE NOT EXISTS { (gone)-[:LIVES]->(lived:Life) WHERE lived.since <= $as_of < lived.until }){0,} (b:Body)-[:LIVES]->(life:Life)
    WHERE life.since <= $as_of < life.until AND NOT coalesce(life.type, '') IN ['committee', 'mass_organisation']
    RETURN 'licence' AS line, b AS first, sectors AS matter, null AS bearer, null AS sender
  UNION
    // with the leader who keeps contact with it, as the post, or the person in each post
    MATCH (x)<-[:MEANS]-{0,1}()<-[:OVER]-(c:LiaisesWith)<-[:HAS]-()-[:MEANS]->{0,1}(leader:Known)
    WHERE c.retracted IS NULL AND NOT c:Pending
      AND coalesce(c.since <= $as_of, true) AND coalesce($as_of < c.until, true) AND coalesce($as_of < c.closed, true)
    UNWIND CASE WHEN leader:Post THEN [leader] ELSE COLLECT {
      MATCH (leader)<-[:MEANS]-{0,1}()-[:HOLDS]->(h:Tenure)-[:POST]->()-[:MEANS]->{0,1}(p:Post&Known)
      WHERE h.retracted IS NULL AND NOT h:Pending
        AND coalesce(h.since <= $as_of, true) AND coalesce($as_of < h.until, true) AND coalesce($as_of < h.closed, true)
      RETURN DISTINCT p } END AS post
    MATCH (post)-[:LIVES]->(here:Life)
    WHERE here.since <= $as_of < here.until
    MATCH (post)-[:POST_OF]->(b:Body)-[:LIVES]->(l:Life)
    WHERE l.since <= $as_of < l.until AND NOT coalesce(l.type, '') IN ['committee', 'mass_organisation']
    RETURN CASE WHEN l.type IN ['party_committee', 'party_department'] THEN 'party' WHEN l.type = 'zone_committee' THEN 'zone' ELSE 'territorial' END AS line,
      b AS first, sectors AS matter, post AS bearer, null AS sender
  }
  RETURN collect(DISTINCT {line: line, first: first, matter: matter + places, bearer: bearer, sender: sender}) AS begins
}
CALL (steps, begins) {
  // up the bodies of a line: a delegate or a station to whoever sent it, all others to those above; never into the state's own bodies, and a licence no further than a government
  UNWIND [b IN begins WHERE b.line <> 'party'] AS b
  WITH steps, b, [sender IN [b.sender] WHERE b.line IN ['industry', 'licence', 'special', 'comprehensive'] AND sender <> b.first
    AND none(s IN steps WHERE s.how = 'part_of' AND s.low = b.first AND s.high = sender) | [b.first, sender]] AS sent
  WITH b, reduce(ways = [[b.first]] + sent, turn IN range(1 + size(sent), 20) | ways + reduce(longer = [], way IN [w IN ways WHERE size(w) = turn] | longer
    + [s IN steps WHERE s.low = way[-1] AND NOT s.high IN way AND NOT s.type IN ['committee', 'mass_organisation', 'party_committee']
        AND (s.how <> 'within' OR b.line IN ['territorial', 'zone']) AND CASE b.line WHEN 'licence' THEN s.below <> 'government' ELSE NOT s.state END | way + [s.high]])) AS ways
  UNWIND ways AS way
  WITH DISTINCT b.line AS line, b.matter + way AS matter, way[-1] AS body, CASE size(way) WHEN 1 THEN b.bearer END AS bearer
  // its posts: who has the matter, a body passed or the place in the portfolio, who has work safety, and to whom each answers
  WITH *, COLLECT {
      MATCH (post:Post)-[:LIVES]->(l:Life)
      WHERE l.since <= $as_of < l.until AND (post = bearer OR EXISTS { (post)-[:POST_OF]->(body) })
      RETURN {post: post, here: EXISTS { (post)-[:POST_OF]->(body) }, rank: coalesce(l.rank, 'member'),
        boss: head(COLLECT { MATCH (post)-[a:ANSWERS_TO WHERE a.since <= $as_of < a.until]->(boss) RETURN boss }),
        portfolio: COLLECT {
          MATCH (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
          WHERE p.retracted IS NULL AND NOT p:Pending AND coalesce(p.share, '') <> 'assists'
            AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
            AND (p.safety OR EXISTS { (p)-[:OVER]->()-[:MEANS]->{0,1}(over:Known) WHERE over IN matter })
          RETURN EXISTS { (p)-[:OVER]->()-[:MEANS]->{0,1}(over:Known) WHERE over IN matter } }} } AS staff,
    EXISTS { (body)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until AND l.type IN ['government', 'zone_committee', 'village_committee'] } AS governs,
    [['staff', 'safety_manager'], ['section_head'], ['deputy', 'executive_deputy', 'member']] AS ranks
  // rung by rung those who have the matter, with those who have safety where that line or body wants it or nobody has the matter
  WITH *, [rung IN ranks | [s IN staff WHERE s.here AND s.rank IN rung AND (true IN s.portfolio OR s.portfolio <> []
    AND (governs OR line IN ['territorial', 'comprehensive', 'zone'] OR none(other IN staff WHERE other.here AND other.rank IN rung AND true IN other.portfolio)))]] AS answering,
    [s IN staff WHERE s.post = bearer] AS named
  // and to whom the rung below answers; a post that itself bears the duty is the lowest rung; the head (主要负责人) answers for all
  WITH line, staff, reduce(rungs = [x IN [named] WHERE x <> []], i IN range(0, 2) | rungs + [rung IN [answering[i] + [s IN staff WHERE s.here AND s.rank IN ranks[i]
    AND any(below IN rungs[-1] WHERE below.boss = s.post)]] WHERE rung <> []
    AND none(s IN named WHERE i <= coalesce([j IN range(0, 2) WHERE s.rank IN ranks[j]][0], 9))]) AS rungs
  UNWIND rungs + [[s IN staff WHERE s.here AND s.rank = 'head']] AS rung
  UNWIND rung AS s
  RETURN s.post AS post, line
UNION
  // the party line (党政同责): the bodies of the day with their tier, and the party committees beside each
  CALL () {
    MATCH (b:Body&Known)-[:LIVES]->(l:Life)
    WHERE l.since <= $as_of < l.until
    WITH b, l, head(COLLECT {
        MATCH way = (b)-[p:PART_OF WHERE p.since <= $as_of < p.until]->{0,}()-[:LIVES]->(x:Life)
        WHERE x.since <= $as_of < x.until AND x.tier IS NOT NULL
        RETURN x.tier ORDER BY length(way) LIMIT 1 }) AS tier
    RETURN collect({body: b, type: coalesce(l.type, ''), tier: coalesce(tier, '')}) AS bodies
  }
  UNWIND bodies AS each
  WITH steps, begins, bodies, each, each.body AS b, [x IN bodies WHERE x.tier = each.tier AND x.type IN ['party_committee', 'government']] AS peers
  WITH *, [x IN peers WHERE x.type = 'party_committee' | x.body] AS committees, [x IN bodies WHERE x.type = 'party_committee' | x.body] AS every,
    [s IN steps WHERE s.low = b AND s.how = 'part_of' AND s.type = 'party_committee' | s.high] AS leading
  WITH *, COLLECT {
      MATCH (b)-[g:GOVERNS WHERE g.since <= $as_of < g.until]->()<-[k:GOVERNS WHERE k.since <= $as_of < k.until]-(x)
      WHERE x IN committees
      RETURN DISTINCT x } AS beside,
    COLLECT { MATCH (b)<-[p:PART_OF WHERE p.since <= $as_of < p.until]-(x) WHERE x IN every RETURN DISTINCT x } AS led
  WITH steps, begins, collect({body: b, type: each.type, found: CASE WHEN leading <> [] THEN leading
    WHEN NOT each.type IN ['government', 'zone_committee', 'village_committee'] THEN [] WHEN beside <> [] THEN beside WHEN led <> [] THEN led
    WHEN size(committees) = 1 AND size(peers) = 2 THEN committees ELSE [] END}) AS known
  // from the first body of every line up to the nearest body with a party committee; from a party committee itself
  UNWIND begins AS b
  WITH steps, known, b, [x IN known WHERE x.body = b.first AND x.type = 'party_committee'] <> [] AS own
  WITH *, reduce(ways = [[b.first]], turn IN range(1, 20) | ways + reduce(longer = [], way IN [w IN ways WHERE size(w) = turn AND none(x IN known WHERE x.body = w[-1] AND x.found <> [])] | longer
    + [s IN steps WHERE s.low = way[-1] AND NOT s.high IN way AND s.how <> 'in_charge_of' AND NOT s.type IN ['committee', 'mass_organisation'] | way + [s.high]])) AS ways
  WITH steps, b, own, CASE WHEN own THEN [b.first] ELSE reduce(found = [], x IN [x IN known WHERE any(way IN ways WHERE way[-1] = x.body)] | found + x.found) END AS found
  CALL (steps, b, own, found) {
    // a secretary of the body's own
    UNWIND CASE WHEN own THEN [] ELSE [b.first] END AS body
    MATCH (body)<-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life {rank: 'secretary'})
    WHERE l.since <= $as_of < l.until
    RETURN post
  UNION
    // and up the committees: the member with the matter or safety in the portfolio, or the leader who keeps contact; then the secretary, else the head
    UNWIND found AS committee
    WITH DISTINCT steps, b, own, committee
    UNWIND reduce(ways = [[committee]], turn IN range(1, 20) | ways + reduce(longer = [], way IN [w IN ways WHERE size(w) = turn] | longer
      + [s IN steps WHERE s.low = way[-1] AND NOT s.high IN way AND s.how = 'part_of' AND s.type = 'party_committee' AND NOT s.state | way + [s.high]])) AS way
    WITH b.matter + CASE WHEN own THEN [] ELSE [b.first] END + way[0..-1] AS matter, way[-1] AS body, CASE WHEN own AND size(way) = 1 THEN b.bearer END AS bearer
    WITH *, COLLECT {
        MATCH (body)<-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life)
        WHERE l.since <= $as_of < l.until
        RETURN {post: post, rank: coalesce(l.rank, 'member'), answers: EXISTS {
          (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio)
          WHERE p.retracted IS NULL AND NOT p:Pending AND coalesce(p.share, '') <> 'assists'
            AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true)
            AND (p.safety OR EXISTS { (p)-[:OVER]->()-[:MEANS]->{0,1}(over:Known) WHERE over IN matter }) }} } AS staff
    WITH *, [rank IN ['secretary', 'head'] WHERE any(s IN staff WHERE s.rank = rank)][0] AS top
    WITH *, [s IN staff WHERE s.rank = top | s.post] AS tops
    UNWIND tops + CASE WHEN bearer IS NOT NULL AND NOT bearer IN tops THEN [bearer]
      ELSE [s IN staff WHERE s.answers AND s.rank IN ['deputy', 'executive_deputy', 'member'] | s.post] END AS post
    RETURN post
  }
  RETURN post, 'party' AS line
UNION
  // the enterprise's own line: the object and those that run it, each with its units, those who inspect, and its leaders
  MATCH (:Object&Known {id: $object}) (()-[r:RUN_BY WHERE r.since <= $as_of < r.until]->(owner:Object)
    WHERE EXISTS { (owner)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until AND NOT l.closed }){0,} (x:Object)
  WITH DISTINCT x
  // units from the lowest up
  WITH *, COLLECT {
      MATCH (x)<-[:MEANS]-{0,1}()<-[:OVER]-(e:UnitEntry)-[:DESCRIBES]->()-[:MEANS]->{0,1}(unit:Unit&Known)-[:LIVES]->(l:Life)
      WHERE l.since <= $as_of < l.until AND e.retracted IS NULL AND NOT e:Pending
        AND coalesce(e.since <= $as_of, true) AND coalesce($as_of < e.until, true) AND coalesce($as_of < e.closed, true)
      RETURN {unit: unit, parent: head(COLLECT { MATCH (e)-[:PARENT]->()-[:MEANS]->{0,1}(above:Known) RETURN above })} } AS inside,
    COLLECT {
      MATCH (x)<-[:POST_OF]-(post:Post)-[:LIVES]->(l:Life)
      WHERE l.since <= $as_of < l.until
      RETURN {post: post, level: CASE coalesce(l.rank, 'member') WHEN 'staff' THEN 0 WHEN 'safety_manager' THEN 0 WHEN 'section_head' THEN 1 WHEN 'head' THEN 3 WHEN 'secretary' THEN 9 ELSE 2 END,
        boss: head(COLLECT {
          MATCH (post)-[a:ANSWERS_TO WHERE a.since <= $as_of < a.until]->(boss)-[:POST_OF]->(x)
          WHERE boss <> post AND EXISTS { (boss)-[:LIVES]->(m:Life) WHERE m.since <= $as_of < m.until }
          RETURN boss }),
        safe: EXISTS {
          (post)<-[:MEANS]-{0,1}()-[:HOLDS]->(p:Portfolio {safety: true})
          WHERE p.retracted IS NULL AND NOT p:Pending
            AND coalesce(p.since <= $as_of, true) AND coalesce($as_of < p.until, true) AND coalesce($as_of < p.closed, true) }} } AS staff
  WITH *, reduce(found = [u IN inside WHERE none(other IN inside WHERE coalesce(other.parent = u.unit, false)) | u.unit], turn IN range(1, 9)
    | found + [u IN inside WHERE u.unit IN found AND any(other IN inside WHERE other.unit = u.parent) AND NOT u.parent IN found | u.parent]) AS units,
    // of a rung those who have safety in the portfolio, else all
    [level IN range(0, 3) | [s IN staff WHERE s.level = level AND (s.safe OR none(other IN staff WHERE other.level = level AND other.safe))]] AS rungs
  // those who inspect answer to whom they are said to, or to the rungs above; one to whom another answers stands on that one's way
  WITH *, [s IN rungs[0] WHERE none(other IN rungs[0] WHERE coalesce(other.boss = s.post, false)) OR any(other IN rungs[0] WHERE other.post = s.boss AND other.boss = s.post)] AS low
  WITH *, [s IN low | {boss: s.boss, chain: reduce(chain = [], turn IN range(1, 9) | chain + [boss IN [CASE chain WHEN [] THEN s.boss ELSE [y IN staff WHERE y.post = chain[-1]][0].boss END]
    WHERE boss IS NOT NULL AND NOT boss IN chain AND none(other IN low WHERE coalesce(other.boss = s.boss, false) AND other.post = boss)])}] AS ways
  WITH *, [way IN ways | CASE way.chain WHEN [] THEN 1 ELSE [s IN staff WHERE s.post = way.chain[-1]][0].level + 1 END] + CASE WHEN units <> [] OR ways = [] THEN [1] ELSE [] END AS levels
  WITH units, low, ways, rungs, reduce(least = 9, level IN levels | CASE WHEN level < least THEN level ELSE least END) AS least
  UNWIND units + [s IN low | s.post] + reduce(found = [], way IN ways | found + way.chain)
    + reduce(found = [], level IN range(CASE WHEN least < 1 THEN 1 ELSE least END, 3) | found + [s IN rungs[level] | s.post]) AS post
  RETURN post, 'enterprise' AS line
}
WITH post, collect(DISTINCT line) AS lines
WITH post, [line IN ['enterprise', 'territorial', 'industry', 'licence', 'special', 'comprehensive', 'zone', 'party'] WHERE line IN lines] AS lines,
  head(COLLECT { MATCH (post)-[:LIVES]->(l:Life) WHERE l.since <= $as_of < l.until RETURN l }) AS life,
  head(COLLECT {
    MATCH (post)-[:POST_OF]->(b)
    RETURN b
  UNION
    MATCH (post)<-[:MEANS]-{0,1}()<-[:DESCRIBES]-(:UnitEntry)-[:OVER]->()-[:MEANS]->{0,1}(b:Object&Known)
    RETURN b
  }) AS body
RETURN post.id AS post, life.name AS name, body.id AS body, coalesce(life.rank, CASE WHEN post:Unit THEN 'unit' ELSE 'member' END) AS rank, lines,
  COLLECT {
    MATCH (post)<-[:MEANS]-{0,1}()<-[:POST]-(h:Tenure)<-[:HOLDS]-()-[:MEANS]->{0,1}(person:Person&Known)
    WHERE h.retracted IS NULL AND NOT h:Pending AND coalesce(h.manner, '') <> 'vacant'
      AND coalesce(h.since <= $as_of, true) AND coalesce($as_of < h.until, true) AND coalesce($as_of < h.closed, true)
    RETURN DISTINCT person.id AS id ORDER BY id } AS holders
ORDER BY body, post
