-- A row for every unit of the workspace, in tree order. {sums} are the columns of one table, {kept} the households
-- it is about (those that are counted, or the gone as well), {unsure} those whose move it does not know.
-- Asked with two values: the key of the round, the code of the workspace's own unit.
-- A household counts at its commune and everywhere above, and in its village when that lies in its commune;
-- one whose commune is not in the tree counts in the workspace's own unit only, so that none is lost.
WITH asked AS (
  SELECT ? AS round_key, ? AS home
),
counted AS (
  SELECT
    r.commune AS commune,
    r.village AS village,
    SUM(CASE WHEN r.live = 1 AND r.illustrative = 0 THEN 1 ELSE 0 END) AS forms,
    SUM(CASE WHEN r.live = 1 AND r.illustrative = 0 THEN r.persons ELSE 0 END) AS form_persons,
    SUM(CASE WHEN r.live = 1 AND r.illustrative = 0 AND r.provisional = 1 THEN 1 ELSE 0 END) AS clashes,
    SUM(CASE WHEN r.live = 1 AND r.illustrative = 0 AND r.class = 'unknown' THEN 1 ELSE 0 END) AS unknown_class,
    SUM(CASE WHEN r.live = 1 AND r.illustrative = 0 AND r.errors > 0 THEN 1 ELSE 0 END) AS errors,
    SUM(CASE WHEN r.live = 1 THEN r.illustrative ELSE 0 END) AS illustrative,
    SUM(CASE WHEN r.illustrative = 0 AND ({unsure}) THEN 1 ELSE 0 END) AS unknown_move{sums}
  FROM result AS r
  INNER JOIN asked AS a ON r.round = a.round_key
  WHERE {kept}
  GROUP BY r.commune, r.village
),
placed AS (
  SELECT COALESCE(w.above, a.home) AS unit_code, c.*
  FROM counted AS c
  CROSS JOIN asked AS a
  LEFT JOIN within AS w ON w.unit = c.commune
  UNION ALL
  SELECT v.code AS unit_code, c.*
  FROM counted AS c
  INNER JOIN unit AS v ON v.code = c.village AND v.parent = c.commune
)
SELECT
  u.code AS code,
  u.parent AS parent,
  u.level AS level,
  u.full_name AS full_name,
  MAX(t.households) AS residents,
  MAX(t.persons) AS resident_persons,
  MAX(t.opening_poor) AS opening_poor,
  MAX(t.opening_poor_persons) AS opening_poor_persons,
  MAX(t.opening_near_poor) AS opening_near_poor,
  MAX(t.opening_near_poor_persons) AS opening_near_poor_persons,
  COALESCE(SUM(p.forms), 0) AS forms,
  COALESCE(SUM(p.form_persons), 0) AS form_persons,
  COALESCE(SUM(p.clashes), 0) AS clashes,
  COALESCE(SUM(p.unknown_class), 0) AS unknown_class,
  COALESCE(SUM(p.errors), 0) AS errors,
  COALESCE(SUM(p.illustrative), 0) AS illustrative,
  COALESCE(SUM(p.unknown_move), 0) AS unknown_move{totals}
FROM unit AS u
CROSS JOIN asked AS a
LEFT JOIN unit_total AS t ON t.unit = u.code AND t.round = a.round_key
LEFT JOIN placed AS p ON p.unit_code = u.code
GROUP BY u.place, u.code, u.parent, u.level, u.full_name
ORDER BY u.place, u.code
