#!/bin/sh
# Asks for the end of a run, or keeps it from ever being submitted. $1: the run's directory. $2: its id and the job's name. $3: the job's id, or -.
# Output: "unsubmitted"; or "job" when the job's id is known, else "claimed", and then the scheduler's words.
set -eu
umask 077
directory=$1 run=$2 job=$3
mkdir -p "$directory/state"
cd "$directory/state"

# The mark is there before the claim can be seen, so that whoever finds the claim taken knows why.
mkdir -p cancel
if mkdir claim 2>/dev/null; then
  echo unsubmitted
  exit
fi
[ -d claim ]

[ "$job" != - ] || [ ! -f job ] || job=$(cat job)
# The name beside the id: an id may belong to another job by now. Without an id the name has to do.
if [ "$job" = - ]; then
  echo claimed
  set --
else
  echo job
  set -- "$job"
fi
timeout 60 scancel --me --name="$run" "$@" 2>&1 || true # whether anything was there to end, the scheduler's next answer says
