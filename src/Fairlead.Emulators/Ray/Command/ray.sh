#!/bin/sh
# Stands in for the ray command: keeps who is in a cluster in a folder, and starts nothing.
# A cluster is the folder $FAIRLEAD_EMULATED_RAY/<port of the head>; each node is a file node_<id> in it.
set -eu

clusters=${FAIRLEAD_EMULATED_RAY:?}
# shellcheck disable=SC3028 # HOSTNAME is a variable that every pod is given.
own=$clusters/.node-${HOSTNAME:?}

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

join() {
  id=$(od -An -N14 -tx1 /dev/urandom | tr -d ' \n')
  : > "$1/node_$id"
  printf '%s\n' "$1/node_$id" > "$own"
}

leave() {
  [ -f "$own" ] || return 0
  rm -f "$(head -n 1 "$own")" "$own"
}

start() {
  head=no port=6379 address='' block=no
  for argument; do
    case $argument in
      --head) head=yes ;;
      --block) block=yes ;;
      --port=*) port=${argument#*=} ;;
      --address=*) address=${argument#*=} ;;
      --*=*|--disable-usage-stats|--include-dashboard) ;;
      *) fail "Error: No such option: $argument" 2 ;;
    esac
  done
  [ "$head" = no ] || [ -z "$address" ] || fail 'Error: --address cannot be used with --head' 2
  [ "$head" = yes ] || [ -n "$address" ] || fail "Error: 'ray start' should either use --head or --address" 2
  [ ! -f "$own" ] || fail "ConnectionError: Ray is already running on this node. Run 'ray stop' first."
  if [ "$head" = yes ]; then
    mkdir -p "$clusters"
    mkdir "$clusters/$port" || fail "ConnectionError: port $port is already in use."
    join "$clusters/$port"
    printf '%s\n' "$clusters/$port" >> "$own"
  else
    cluster=$clusters/${address##*:}
    [ -d "$cluster" ] || fail "RuntimeError: Failed to connect to GCS at address $address within 5 seconds."
    join "$cluster"
  fi
  echo 'Ray runtime started.'
  [ "$block" = yes ] || return 0
  trap 'leave; exit 143' TERM INT
  while [ -f "$own" ] && [ -d "$(dirname "$(head -n 1 "$own")")" ]; do sleep 0.2; done
  leave
}

status() {
  [ -f "$own" ] || fail 'ConnectionError: Could not find any running Ray instance.'
  cluster=$(dirname "$(head -n 1 "$own")")
  [ -d "$cluster" ] || fail 'ConnectionError: Ray cluster is not found. The head has stopped.'
  printf '%s\n' '======== Autoscaler status ========' 'Node status' '---------------------------------------------------------------' 'Active:'
  for node in "$cluster"/node_*; do printf ' 1 %s\n' "${node##*/}"; done
  printf '%s\n' 'Pending:' ' (no pending nodes)' 'Recent failures:' ' (no failures)'
}

stop() {
  [ -f "$own" ] || { echo 'Did not find any active Ray processes.'; return 0; }
  headed=$(sed -n 2p "$own")
  leave
  [ -z "$headed" ] || rm -rf "$headed"
  echo 'Stopped all Ray processes.'
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  start) start "$@" ;;
  status) status ;;
  stop) stop ;;
  *) fail "Error: No such command '$command'." 2 ;;
esac
