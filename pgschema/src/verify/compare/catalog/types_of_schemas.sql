SELECT u.text, o.oid, format_type(o.oid, NULL)
FROM unnest($1::text[], $2::text[], $3::text[], $4::bool[]) AS u (text, schema, name, is_array)
JOIN pg_namespace n ON n.nspname = u.schema
JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = u.name
CROSS JOIN LATERAL (SELECT CASE WHEN u.is_array THEN t.typarray ELSE t.oid END AS oid) AS o
