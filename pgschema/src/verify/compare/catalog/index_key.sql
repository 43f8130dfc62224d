(SELECT string_agg(concat_ws(' ',
    coalesce(a.attname, '(' || pg_get_indexdef(i.indexrelid, p.place, false) || ')'),
    CASE WHEN i.indoption[p.place - 1] & 1 = 1 THEN 'DESC' END,
    CASE WHEN (i.indoption[p.place - 1] & 2 = 2) <> (i.indoption[p.place - 1] & 1 = 1)
      THEN CASE WHEN i.indoption[p.place - 1] & 2 = 2 THEN 'NULLS FIRST' ELSE 'NULLS LAST' END END,
    CASE WHEN NOT o.opcdefault OR ia.attoptions IS NOT NULL THEN o.opcname END,
    CASE WHEN ia.attoptions IS NOT NULL THEN array_to_string(ia.attoptions, ', ') END,
    CASE WHEN i.indcollation[p.place - 1] NOT IN (0, coalesce(a.attcollation, 100)) THEN (
      SELECT 'COLLATE ' || quote_ident(l.collname) FROM pg_collation l WHERE l.oid = i.indcollation[p.place - 1]) END),
    ', ' ORDER BY p.place)
  FROM generate_series(1, i.indnkeyatts) AS p (place) JOIN pg_opclass o ON o.oid = i.indclass[p.place - 1]
  JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = p.place
  LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.place - 1] AND a.attnum > 0)
