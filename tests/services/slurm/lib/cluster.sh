# shellcheck shell=bash
# The cluster as a whole.

start_cluster() {
  local nodes=4 accounting=false option
  for option; do
    case $option in
    --nodes=*) nodes=${option#*=} ;;
    --accounting) accounting=true ;;
    *) usage ;;
    esac
  done
  [[ $nodes =~ ^[1-9][0-9]?$ && $nodes -le $most_nodes ]] || fail "--nodes expects 1 to $most_nodes, found '$nodes'"
  [ -z "$(ls -A "$directory" 2>/dev/null)" ] || fail "$directory is not empty; 'slurm-cluster stop' removes a cluster, running or not"

  mkdir -p "$directory"
  trap abandon_start EXIT
  mkdir -p "$directory"/{bin,etc,faults,home,log,munge,real,run,shared/jobs,ssh,controller}
  printf '%s\n' "$nodes" >"$directory/$marker"
  reserve_ports_and_open_namespaces "$nodes"
  write_configuration "$nodes" "$accounting"
  write_programs
  prepare_login
  run_inside "$services/enter-login" "$directory"
  start_munge
  if "$accounting"; then
    start_database
  fi
  start_controller
  if "$accounting"; then
    add_associations
  fi
  local node
  for node in $(seq --format=n%g "$nodes"); do
    launch_node "$node"
  done
  start_login
  await "all $nodes nodes idle" 30 nodes_are_idle "$nodes"
  trap - EXIT
}

# shellcheck disable=SC2317 # by trap
abandon_start() {
  trap - EXIT
  tail --lines=5 "$directory"/log/* >&2
  stop_cluster
  exit 1
}

stop_cluster() {
  [ ! -e "$directory" ] || [ -e "$directory/$marker" ] || [ -z "$(ls -A "$directory")" ] || fail "$directory holds no cluster"
  end_namespaces
  rm -rf "$directory"
}

require_cluster() { [ -n "$(cluster_init)" ] || fail "no cluster runs in $directory"; }

require_node() {
  require_cluster
  [[ $# = 1 && -d $directory/nodes/$1 ]] || fail "expected a NODE of n1 to n$(<"$directory/$marker")"
}
