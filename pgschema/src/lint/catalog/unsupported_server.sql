select current_setting('server_version') as version
where current_setting('server_version_num')::int < 150000
