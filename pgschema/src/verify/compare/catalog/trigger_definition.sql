regexp_replace(replace(replace(pg_get_triggerdef(t.oid), format('TRIGGER %I ', t.tgname), 'TRIGGER '), format(' ON %I.%I ', n.nspname, c.relname), ' '), '^CREATE ', '')
