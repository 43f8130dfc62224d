# Runs one cluster for the process that holds the other end of its standard input, and removes all
# of it when that end is closed: the kernel closes it however the process ends.
#
# Arguments: the directory of the cluster, its settings. Input: one line, the directory of the
# binaries.
directory=$1
settings=$2
data=$directory/data

make() {
    "$bin/initdb" --pgdata="$data" --auth=trust --encoding=UTF8 --locale=C --username=postgres \
        --no-sync </dev/null &&
        printf '%s' "$settings" >>"$data/postgresql.conf"
}

if IFS= read -r bin && make; then
    # A background command gets an empty standard input, so the pipe needs another number.
    exec 3<&0
    "$bin/postgres" -D "$data" 3<&- &
    postmaster=$!
    {
        read -r _ <&3
        # Immediate shutdown. Repeated, because a postmaster that has only just started ignores it.
        while kill -QUIT "$postmaster" 2>/dev/null; do
            sleep 1
        done
    } &
    reader=$!
    # A signal to every process of a job is for the server; what is left of it is removed here.
    trap '' HUP INT TERM
    wait "$postmaster"
    kill "$reader" 2>/dev/null
fi
rm -rf "$directory"
