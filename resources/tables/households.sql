-- The households that one cell counts: {where} is the condition of its column, {amount} what each adds,
-- {kept} the households that its table is about.
-- Asked with three values: the key of the round, the workspace's own unit, the unit of the cell.
WITH asked AS (
  SELECT ? AS round_key, ? AS home, ? AS cell
)
SELECT r.form_key AS form_key, {amount} AS amount
FROM result AS r
INNER JOIN asked AS a ON r.round = a.round_key
LEFT JOIN within AS w ON w.unit = r.commune AND w.above = a.cell
LEFT JOIN unit AS v ON v.code = a.cell AND v.code = r.village AND v.parent = r.commune
WHERE {kept}
  AND r.illustrative = 0
  AND ({where})
  AND (a.cell = a.home OR w.unit IS NOT NULL OR v.code IS NOT NULL)
ORDER BY r.form_key
