# A private PostgreSQL under the data directory. Sourced by run.sh.
# It listens on a Unix socket that only its owner (and root) can open, so that it needs no password.

postgres_binaries() {
    local found
    found=$(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    [ -z "$found" ] && command -v initdb >/dev/null && found=$(command -v initdb)
    [ -n "$found" ] && dirname "$found"
}

# PostgreSQL refuses to run as root; then it runs as the user that Debian's package made.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
    if [ -z "$(postgres_binaries)" ]; then
        [ "$(id -u)" = 0 ] || cannot "PostgreSQL 15 or newer is not installed, and installing it needs root" \
            "(or set ConnectionStrings__Platform to a server of your own)"
        install_packages postgresql
    fi
    pg_bin=$(postgres_binaries)
    pg_data=$data/postgres

    mkdir -p "$data"
    if [ "$(id -u)" = 0 ]; then
        # The checkout may lie where the user postgres cannot go, such as below /root.
        mkdir -p "$pg_data" && chown postgres "$pg_data"
        if ! (cd / && as_postgres test -w "$pg_data"); then
            rmdir "$pg_data"
            pg_data=/var/lib/postgresql/platform-$(echo "$data" | sha256sum | cut -c1-12)
            mkdir -p "$pg_data" && chown postgres "$pg_data"
            say "the user postgres cannot reach $data; its files are in $pg_data"
        fi
    fi

    # A socket's path has at most 107 characters.
    pg_socket=/tmp/platform-$(echo "$pg_data" | sha256sum | cut -c1-12)
    mkdir -p "$pg_socket" && chmod 700 "$pg_socket"
    [ "$(id -u)" = 0 ] && chown postgres "$pg_socket"

    if [ ! -f "$pg_data/PG_VERSION" ]; then
        (cd / && step "a private PostgreSQL in $pg_data" as_postgres "$pg_bin/initdb" -D "$pg_data" -U platform -A trust \
            -E UTF8 --locale=C.UTF-8)
    fi
    if (cd / && as_postgres "$pg_bin/pg_ctl" -D "$pg_data" status >/dev/null 2>&1); then
        pg_ours=no
    else
        (cd / && step "start PostgreSQL" as_postgres "$pg_bin/pg_ctl" -D "$pg_data" -w -t 60 \
            -l "$pg_data/server.log" \
            -o "-k $pg_socket -c listen_addresses= -c max_connections=200 -c max_wal_size=4GB" start)
        pg_ours=yes
    fi
    export ConnectionStrings__Platform="Host=$pg_socket;Username=platform;Database=postgres"
}

stop_postgres() {
    [ "${pg_ours:-no}" = yes ] || return 0
    (cd / && as_postgres "$pg_bin/pg_ctl" -D "$pg_data" -m fast -w stop >/dev/null)
}
