# shellcheck shell=bash
# Start and stop of the daemons of the login node.

start_munge() {
  [ -s "$directory/munge/key" ] || (umask 077 && head --bytes=128 /dev/urandom >"$directory/munge/key")
  run_inside munged --key-file="$directory/munge/key" --socket="$directory/run/munge.socket" --pid-file="$directory/run/munged.pid" \
    --log-file="$directory/log/munged.log" --seed-file="$directory/munge/seed" --num-threads=2 --force 2>>"$directory/log/munged.log"
}

start_controller() {
  run_inside slurmctld -f "$directory/etc/slurm.conf"
  await "an answer of slurmctld" 20 controller_answers
}

controller_answers() { slurm scontrol ping 2>/dev/null | grep --quiet 'is UP'; }

nodes_are_idle() { [ "$(slurm sinfo --noheader --partition=main --format='%D %T' 2>/dev/null)" = "$1 idle" ]; }

start_node() {
  launch_node "$1"
  await "$1 in service" 30 node_is_up "$1"
}

node_is_up() { [[ "$(slurm sinfo --noheader --nodes="$1" --partition=main --format=%T)" =~ ^(idle|mixed|allocated)$ ]]; }

# Slurm's own programs, uncounted.
slurm() {
  local program=$1
  shift
  SLURM_CONF="$directory/etc/slurm.conf" "$directory/real/$program" "$@"
}

stop_daemon() {
  local file="$directory/run/$1.pid" pid
  [ -s "$file" ] || fail "$1 does not run"
  pid=$(<"$file")
  run_inside kill -TERM "$pid"
  await "the end of $1" 30 daemon_has_ended "$pid"
  rm -f "$file"
}

daemon_has_ended() { ! run_inside kill -0 "$1" 2>/dev/null; }
