# shellcheck shell=bash
marker=slurm-cluster

fail() {
  printf 'slurm-cluster: %s\n' "$1" >&2
  exit 1
}

# await WHAT SECONDS COMMAND... polls with pauses that grow.
await() {
  local what=$1 limit=$2 pause=0.02 start=$SECONDS
  shift 2
  until "$@"; do
    [ $((SECONDS - start)) -le "$limit" ] || fail "waited $limit s in vain for: $what"
    sleep "$pause"
    [ "$pause" = 0.2 ] || pause=0.1
  done
}
