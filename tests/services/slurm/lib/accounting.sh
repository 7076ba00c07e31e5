# shellcheck shell=bash
# slurmdbd and its database; the database is reached by its socket only.

start_database() {
  local own=(--tmpdir="$directory/run" --innodb-buffer-pool-size=64M --innodb-log-file-size=16M --innodb-flush-log-at-trx-commit=0 --innodb-lock-wait-timeout=900)
  [ -d "$directory/database" ] ||
    mariadb-install-db --no-defaults --user=root --datadir="$directory/database" --skip-test-db "${own[@]}" >"$directory/log/mariadb-install-db.log" 2>&1
  run_inside setsid --fork mariadbd --no-defaults --user=root --datadir="$directory/database" --socket=/run/mysqld/mysqld.sock \
    --pid-file="$directory/run/mariadbd.pid" --skip-networking "${own[@]}" </dev/null >>"$directory/log/mariadbd.log" 2>&1
  await "mariadbd" 30 run_inside test -S /run/mysqld/mysqld.sock
  run_inside slurmdbd
  await "an answer of slurmdbd" 30 database_answers
}

database_answers() { slurm sacctmgr --noheader list cluster >/dev/null 2>&1; }

add_associations() {
  await "the controller's registration with slurmdbd" 30 cluster_is_registered
  slurm sacctmgr --immediate add account lab7 >/dev/null
  slurm sacctmgr --immediate add user root account=lab7 >/dev/null
}

cluster_is_registered() { slurm sacctmgr --noheader list cluster format=cluster | grep --quiet fairlead; }
