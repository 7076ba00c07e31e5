#!/bin/sh
# Says what the scheduler and the run folders know of many runs: one squeue and at most one sacct, whatever their number.
# $1: the directory of the runs. Input: a line "<run> <job id, or ->" for each.
# Output, parts end with 0x1c, fields with 0x1f: the runs; squeue's exit code and words; sacct's; what lies in the folders.
set -u
runs=$1
export LC_ALL=C SLURM_TIME_FORMAT=%s
part=$(printf '\034') field=$(printf '\037')

# A submission that was cut off may have left the job's id on the cluster only.
asked=$(while read -r run job; do
  [ "$job" != - ] || [ ! -f "$runs/$run/state/job" ] || read -r job <"$runs/$run/state/job"
  printf '%s %s\n' "$run" "$job"
done)

queued=$(timeout 60 squeue --me --states=all --noheader \
  --Format="JobArrayID:$field,Name:$field,State:$field,Reason:$field,exit_code:$field,EndTime:$field,RestartCnt:$field" 2>&1)
queue_code=$?

# Those that squeue does not know, and arrays without a live task: of those it may have forgotten some tasks.
forgotten() {
  printf '%s\n' "$queued" asked "$asked" | awk -F "$field" '
    $0 == "asked" { asking = 1; next }
    asking { split($0, pair, " "); if (pair[2] ~ /^[0-9]+$/ && !((pair[2], pair[1]) in known)) list = list "," pair[2]; next }
    { job = $1; sub(/[_+].*/, "", job) }
    $1 !~ /_/ || $3 !~ /^(BOOT_FAIL|CANCELLED|COMPLETED|DEADLINE|FAILED|NODE_FAIL|OUT_OF_MEMORY|PREEMPTED|REVOKED|TIMEOUT)/ { known[job, $2] }
    END { print substr(list, 2) }'
}

accounted='' account_code=0
jobs=''
[ "$queue_code" -ne 0 ] || jobs=$(forgotten)
if [ -n "$jobs" ]; then
  accounted=$(timeout 60 sacct --allocations --duplicates --noheader --parsable2 --delimiter="$field" \
    --format=JobID,JobName,State,Reason,ExitCode,End,Submit --jobs="$jobs" 2>&1)
  account_code=$?
fi

# The line that says why, of a log that ends with what srun says of every failure. Enroot marks its own.
last_words() {
  tail -n 50 "$1" 2>/dev/null | cut -c 1-300 | tr -d '\034\037\r' | awk '
    /Exited with exit code/ || /^error: the batch script ended/ || !NF { next }
    /\[ERROR\]/ && marked == "" { marked = $0 }
    { last = $0 }
    END { print (marked == "" ? last : marked) }'
}

printf '%s' "$asked$part$queue_code$part$queued$part$account_code$part$accounted$part"

# A line "<run> <what> [<value>]" for each thing that lies there.
printf '%s\n' "$asked" | while read -r run _; do
  folder=$runs/$run
  [ ! -d "$folder/state/claim" ] || printf '%s\n' "$run${field}claim"
  [ ! -d "$folder/state/cancel" ] || printf '%s\n' "$run${field}cancel"
  [ ! -f "$folder/secrets.env" ] || printf '%s\n' "$run${field}secrets"
  for file in "$folder"/state/exit.json "$folder"/state/task-*/exit.json; do
    [ -e "$file" ] || continue
    exit='' # what is no record is told as an empty one
    [ ! -f "$file" ] || exit=$(head -c 1024 "$file" | tr -d '\n\034\037')
    name=${file#"$folder/state/"}
    printf '%s\n' "$run${field}exit$field$name$field$exit"
    case $exit in
    '{"exit_code":0,'*) ;;
    *'"kind":"batch"'*) printf '%s\n' "$run${field}words$field$name$field$(last_words "$folder/logs/${name%exit.json}batch.log")" ;;
    esac
  done
done
