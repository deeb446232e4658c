#!/usr/bin/env bash
# Runs a command while PostgreSQL and MariaDB servers of its own are up, in a temporary folder on Unix sockets:
#   bash test/engines/with-servers.sh npm run vitest
# The command finds them by SETIA_POSTGRES and SETIA_MARIADB; SETIA_SERVERS tells how to stop and start one.
# With SETIA_INSTALL=1 it installs missing servers, and Chromium for the pages, from Debian's packages first, if it may.
set -euo pipefail

if [ "${SETIA_INSTALL:-}" = 1 ] && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  missing=()
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  command -v mariadbd >/dev/null || missing+=(mariadb-server)
  # The tests open pages in a real browser, with letters to draw.
  command -v chromium >/dev/null || missing+=(chromium fonts-dejavu-core)
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
  fi
fi

postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$postgres_bin" ] && command -v initdb >/dev/null; then
  postgres_bin=$(dirname "$(command -v initdb)")
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/setia-servers-XXXXXX")
# Neither server runs as root.
as_user=()
if [ "$(id -u)" = 0 ]; then
  chown nobody "$folder"
  as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi
export SETIA_SERVERS="$folder/control.sh"
cat >"$SETIA_SERVERS" <<CONTROL
#!/usr/bin/env bash
# control.sh start|stop|kill postgres|mariadb
set -euo pipefail
cd "$folder"
export HOME="$folder"
pid() { if [ "\$1" = postgres ]; then head -1 "$folder/postgres/postmaster.pid"; else cat "$folder/mariadb.pid"; fi; }
gone() { while kill -0 "\$1" 2>/dev/null; do sleep 0.05; done; }
case "\$1 \$2" in
  "start postgres")
    ${as_user[*]} "$postgres_bin/pg_ctl" -D "$folder/postgres" -l "$folder/postgres.log" -w \
      -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=50 -c fsync=off" start >/dev/null ;;
  "start mariadb")
    ${as_user[*]} mariadbd --no-defaults --datadir="$folder/mariadb" --socket="$folder/mariadb.sock" \
      --pid-file="$folder/mariadb.pid" --skip-networking --innodb-flush-log-at-trx-commit=2 \
      --log-error="$folder/mariadb.log" >/dev/null 2>&1 &
    for _ in \$(seq 300); do
      if mariadb-admin --no-defaults --socket="$folder/mariadb.sock" -u root ping >/dev/null 2>&1; then exit 0; fi
      sleep 0.1
    done
    echo "mariadb did not start; see $folder/mariadb.log" >&2
    exit 1 ;;
  "stop "*) server=\$(pid "\$2"); kill -INT "\$server" 2>/dev/null || true; [ "\$2" = mariadb ] && kill "\$server" 2>/dev/null || true; gone "\$server" ;;
  "kill "*) server=\$(pid "\$2"); kill -KILL "\$server" 2>/dev/null || true; gone "\$server" ;;
esac
CONTROL

started=()
cleanup() {
  for server in "${started[@]}"; do bash "$SETIA_SERVERS" stop "$server" || true; done
  rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

if [ -n "$postgres_bin" ]; then
  (cd "$folder" && "${as_user[@]}" "$postgres_bin/initdb" -N -A trust -U setia -E UTF8 --locale=C -D "$folder/postgres" >/dev/null)
  bash "$SETIA_SERVERS" start postgres
  started+=(postgres)
  export SETIA_POSTGRES="$folder"
else
  echo "with-servers: no PostgreSQL here, its tests will skip" >&2
fi
if command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null; then
  (cd "$folder" && HOME="$folder" "${as_user[@]}" mariadb-install-db --no-defaults --datadir="$folder/mariadb" \
    --auth-root-authentication-method=normal --skip-test-db >/dev/null 2>&1)
  bash "$SETIA_SERVERS" start mariadb
  started+=(mariadb)
  export SETIA_MARIADB="$folder/mariadb.sock"
else
  echo "with-servers: no MariaDB here, its tests will skip" >&2
fi

command -v chromium >/dev/null || echo "with-servers: no Chromium here, tests of pages will skip" >&2

"$@"
