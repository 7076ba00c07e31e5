# shellcheck shell=bash
# All processes of a cluster live in one PID namespace, those of a node in another below it: killing a namespace's first process ends all.

first_port=20000 ports_per_cluster=80 clusters=150 # below the ephemeral range
most_nodes=64

# The lock is held until the new cluster's own environment shows its ports to the next one that looks.
reserve_ports_and_open_namespaces() {
  local lock
  exec {lock}</tmp
  flock --timeout 60 "$lock" || fail "another cluster has been choosing its ports for 60 s"
  choose_ports "$1"
  env --ignore-environment PATH="$PATH" HOME="$directory/home" LANG=C.UTF-8 FAIRLEAD_TEST_CLUSTER="$directory" FAIRLEAD_TEST_CLUSTER_PORTS="$port" \
    setsid --fork unshare --mount --uts --pid --fork "$services/init" "$directory/run/init.pid" </dev/null >"$directory/log/init.log" 2>&1 {lock}<&-
  await "the cluster's namespaces" 10 test -s "$directory/run/init.pid"
  exec {lock}<&-
}

choose_ports() {
  local taken start number
  taken=$(grep --null-data --no-filename --no-messages --text '^FAIRLEAD_TEST_CLUSTER_PORTS=' /proc/[0-9]*/environ | tr '\0' '\n') || true
  start=$((RANDOM % clusters))
  for ((number = start; number < start + clusters; number++)); do
    port=$((first_port + number % clusters * ports_per_cluster))
    grep --quiet --line-regexp "FAIRLEAD_TEST_CLUSTER_PORTS=$port" <<<"$taken" && continue
    ports_are_free "$1" && return
  done
  fail "no $ports_per_cluster free ports in a row from $first_port on"
}

ports_are_free() {
  local offset
  for ((offset = 0; offset <= node_port + $1; offset++)); do
    # shellcheck disable=SC2034 # opening it is the question
    ! (exec {socket}<>"/dev/tcp/127.0.0.1/$((port + offset))") 2>/dev/null || return 1
  done
}

# The host's id of the namespaces' first process; nothing when there is none, or when another process has its number by now.
cluster_init() {
  local pid
  [ -s "$directory/run/init.pid" ] || return 0
  pid=$(<"$directory/run/init.pid")
  ! grep --null-data --quiet --no-messages --line-regexp --fixed-strings "FAIRLEAD_TEST_CLUSTER=$directory" "/proc/$pid/environ" || printf '%s' "$pid"
}

run_inside() {
  env --ignore-environment PATH="$directory/bin:$PATH" HOME="$directory/home" LANG=C.UTF-8 FAIRLEAD_TEST_CLUSTER="$directory" \
    nsenter --target "$(cluster_init)" --mount --uts --pid -- "$@"
}

launch_node() {
  run_inside setsid --fork unshare --mount --uts --pid --fork "$services/node" "$directory" "$1" </dev/null >"$directory/log/$1.out" 2>&1
}

kill_node() {
  run_inside kill -KILL "$(<"$directory/run/$1.pid")"
  rm "$directory/run/$1.pid"
}

# Found by what they inherited, so that a cluster whose start was cut off ends too. A namespace's first process ends after all others.
end_namespaces() {
  local pid
  local -a pids
  while mapfile -t pids < <(cluster_processes) && [ ${#pids[@]} -gt 0 ]; do
    kill -KILL "${pids[@]}" 2>/dev/null || true # some end by themselves
    for pid in "${pids[@]}"; do
      await "the end of process $pid" 20 has_ended "$pid"
    done
  done
}

cluster_processes() {
  grep --null-data --files-with-matches --no-messages --line-regexp --fixed-strings "FAIRLEAD_TEST_CLUSTER=$directory" /proc/[0-9]*/environ |
    cut --delimiter=/ --fields=3
}

# A zombie has ended: who collects it is not our business.
has_ended() {
  local status
  status=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  [[ ${status##*)} = ' Z'* ]]
}
