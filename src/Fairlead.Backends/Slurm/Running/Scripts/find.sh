#!/bin/sh
# Says how far the submission of a run has come. $1: the run's directory. $2: the job's name. $3: its comment. $4: "ask" the scheduler, or only "look".
# Output: "job <id>", "cancelled", "claim <name>" when somebody submits or has died over it, or "none".
# When it cannot say, for one because the scheduler does not answer, it fails with the words on standard error.
set -eu
umask 077
name=$2 comment=$3 how=$4
state=$1/state

answer() {
  printf '%s\n' "$1"
  exit
}

[ ! -f "$state/job" ] || answer "job $(cat "$state/job")"

if [ "$how" = ask ]; then
  if ! queued=$(timeout 60 squeue --me --name="$name" --states=all --noheader --format='%F %k' 2>&1); then
    printf '%s\n' "${queued:-squeue said nothing for a minute}" >&2
    exit 1
  fi
fi

# Without a claim nobody has come as far as sbatch.
if [ -d "$state/claim" ] && [ "$how" = ask ]; then
  job=$(printf '%s\n' "$queued" | awk -v comment="$comment" '{ sub(/ +$/, "") } $1 ~ /^[0-9]+$/ && substr($0, length($1) + 2) == comment { print $1 }' | sort -n | head -n 1)
  if [ -z "$job" ]; then
    if accounted=$(timeout 60 sacct --user="$(id -un)" --name="$name" --starttime=now-90days --allocations --noheader --parsable2 --format=JobID 2>&1); then
      job=$(printf '%s\n' "$accounted" | sed -n 's/^\([0-9][0-9]*\)[_+]*.*/\1/p' | sort -n | head -n 1)
    elif ! printf '%s\n' "$accounted" | grep -q 'accounting storage is disabled'; then
      printf '%s\n' "${accounted:-sacct said nothing for a minute}" >&2
      exit 1
    fi
  fi
  if [ -n "$job" ]; then
    # Should there be no room for it, the next who asks finds the job by its name again.
    { note=$(mktemp "$state/.job-XXXXXX") && printf '%s\n' "$job" >"$note" && mv -f "$note" "$state/job"; } || :
    answer "job $job"
  fi
  [ ! -d "$state/cancel" ] || answer cancelled
fi

[ -d "$state/claim" ] || answer none

# Each takeover lies in the claim that it takes over.
claim=.
for first in "$state"/claim/*/; do
  [ ! -d "$first" ] || claim=$(basename "$first")
done
while [ -d "$state/claim/$claim/next" ]; do
  claim=$claim/next
done
answer "claim $claim"
