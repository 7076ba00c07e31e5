#!/bin/sh
# Claims a run and gives its job to the scheduler. Input: the run's secrets, lines of NAME='value'.
# $1: the run's directory. $2: the job's name. $3: its comment. $4: a name for this claim. $5: the claim to take over, or nothing. $6: how many bytes of input there are. The others: options of sbatch.
# Output: "lost" when the claim is another's; "cancelled"; or "sbatch <exit code> <job or ->", and sbatch's words.
set -eu
umask 077
run=$1 name=$2 comment=$3 token=$4 abandoned=$5 size=$6
shift 6
cd "$run"

lost() {
  echo lost
  exit
}

# What somebody has taken over is not ours to give up.
release() {
  rm -f ".secrets-$token"
  [ ! -d "$mine/next" ] || return 0
  rm -f secrets.env
  mv -T state/claim "state/.released-$token" && rm -rf "state/.released-$token"
}

# Of any number of launchers one has the claim: only an empty folder, a cancellation's, gives way to another. Nobody sees it without its name.
if [ -z "$abandoned" ]; then
  mine=state/claim/$token draft=state/.claim-$token
  trap 'rm -rf "$draft"' EXIT
  mkdir -p "$draft/$token"
  if ! mv -T "$draft" state/claim; then
    [ -d state/claim ] || exit 1
    lost
  fi
else
  mine=state/claim/$abandoned/next
  if ! mkdir "$mine"; then
    [ -d "$mine" ] || [ ! -d "${mine%/*}" ] || exit 1
    lost
  fi
fi
# The launcher that was believed dead has come to an end after all.
[ ! -f state/job ] || lost
trap release EXIT

# A connection that breaks ends the input as its end does.
cat >".secrets-$token"
if [ "$(wc -c <".secrets-$token")" -ne "$size" ]; then
  echo 'the secrets did not arrive whole' >&2
  exit 1
fi
if [ "$size" -gt 0 ]; then
  mv -T ".secrets-$token" secrets.env
else
  rm ".secrets-$token"
fi

# From here on a job may exist, so the claim stays.
trap - EXIT
if [ -d state/cancel ]; then
  rm -f secrets.env
  echo cancelled
  exit
fi
[ ! -d "$mine/next" ] || lost

code=0
words=$(timeout --kill-after=5 60 sbatch --parsable --chdir="$run" --job-name="$name" --comment="$comment" "$@" "$run/files/job.sbatch" </dev/null 2>&1) || code=$?
job=$(printf '%s\n' "$words" | sed -n 's/^\([0-9][0-9]*\)\(;.*\)\{0,1\}$/\1/p' | tail -n 1)
if [ "$code" = 0 ] && [ -n "$job" ]; then
  # Should there be no room for it, the job is found by its name.
  { printf '%s\n' "$job" >"state/.job-$token" && mv -f "state/.job-$token" state/job; } || :
fi
printf 'sbatch %s %s\n%s\n' "$code" "${job:--}" "$words"
