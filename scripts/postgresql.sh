#!/bin/sh
# Run a command beside a throw-away PostgreSQL: postgresql.sh COMMAND [ARGUMENT ...]
# The cluster lives in a temporary folder, listens only on a socket there (so no port can clash),
# and is gone when the command ends, however it ends. It is fast because it may lose its data.
set -eu
bin=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
folder=$(mktemp -d /tmp/portal-postgresql.XXXXXX)
if [ "$(id -u)" = 0 ]; then # PostgreSQL refuses to run as root
    chown postgres: "$folder"
    as_owner="setpriv --reuid=postgres --regid=postgres --clear-groups"
else
    as_owner="env"
fi

stop() {
    (cd "$folder" && $as_owner "$bin/pg_ctl" -D data -m immediate -s stop) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

(
    cd "$folder"
    $as_owner "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    $as_owner "$bin/pg_ctl" -D data -l log -s -w start -o "-c listen_addresses='' \
        -c unix_socket_directories='$folder' -c unix_socket_permissions=0777 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)
chmod 0755 "$folder"
DATABASE_URL="postgresql://postgres@/postgres?host=$folder" "$@"
