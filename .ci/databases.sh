# Sourced by .ci/run: MariaDB takes root and PostgreSQL takes postgres, by TCP and without a password. Where none does at
# the usual port, a server for this run only takes its place; the tests learn where it is from TOCSIN_TEST_….
servers=()
folders=()

# Nothing of them is kept, so they need no time to go.
stop_databases() {
  if ((${#servers[@]})); then
    kill -KILL "${servers[@]}" 2>/dev/null || true
    wait "${servers[@]}" 2>/dev/null || true
    rm -rf "${folders[@]}" || true
  fi
}

as_mysql=() as_postgres=()
# Neither server runs as root.
if ((EUID == 0)); then
  as_mysql=(setpriv --reuid=mysql --regid=mysql --clear-groups)
  as_postgres=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
mariadb_at() { mariadb --no-defaults -h127.0.0.1 -P"$1" -uroot --connect-timeout=2 -e 'SELECT 1' &>/dev/null; }
postgres_at() { PGCONNECT_TIMEOUT=2 psql -w -h 127.0.0.1 -p "$1" -U postgres -c 'SELECT 1' &>/dev/null; }

# answers NAME PORT CHECK: waits for a server that was started.
answers() {
  for _ in {1..60}; do "$3" "$2" && return; sleep 0.5; done
  echo "No $1 answers on 127.0.0.1:$2, and one of our own did not start (see above). Start one, or set TOCSIN_TEST_$1." >&2
  return 1
}
fresh() {
  folder=$(mktemp -d)
  folders+=("$folder")
  ((EUID)) || chown "$1" "$folder"
}

if [[ -z ${TOCSIN_TEST_MARIADB:-} ]] && ! mariadb_at 3306; then
  echo '== starting a MariaDB for this run'
  fresh mysql
  "${as_mysql[@]}" mariadb-install-db --no-defaults --datadir="$folder/data" --skip-test-db \
    --auth-root-authentication-method=normal >/dev/null
  "${as_mysql[@]}" mariadbd --no-defaults --datadir="$folder/data" --port=13306 --bind-address=127.0.0.1 \
    --socket="$folder/socket" --pid-file="$folder/pid" --log-error="$folder/log" &
  servers+=($!)
  answers MARIADB 13306 mariadb_at
  export TOCSIN_TEST_MARIADB=mysql://root@127.0.0.1:13306
fi
if [[ -z ${TOCSIN_TEST_POSTGRES:-} ]] && ! postgres_at 5432; then
  echo '== starting a PostgreSQL for this run'
  fresh postgres
  "${as_postgres[@]}" initdb -D "$folder/data" -U postgres -A trust >/dev/null
  "${as_postgres[@]}" postgres -D "$folder/data" -p 15432 -h 127.0.0.1 -c unix_socket_directories= -c logging_collector=on &
  servers+=($!)
  answers POSTGRES 15432 postgres_at
  export TOCSIN_TEST_POSTGRES=postgres://postgres@127.0.0.1:15432
fi
