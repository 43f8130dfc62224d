SELECT t.name, to_regtype(t.name)::oid FROM unnest($1::text[]) AS t (name)
