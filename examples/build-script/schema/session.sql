-- Made by pgschema, to be read: schema.sql is what runs.

-- session
SET lock_timeout = '2s';
SET statement_timeout = '60s';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET TimeZone = 'UTC';
SET search_path = app, pg_temp;

-- end
RESET ROLE;
RESET search_path;
RESET TimeZone;
RESET IntervalStyle;
RESET DateStyle;
RESET statement_timeout;
RESET lock_timeout;
