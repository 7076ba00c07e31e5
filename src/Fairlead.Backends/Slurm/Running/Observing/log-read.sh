#!/bin/sh
# Prints what is new in a run's logs. $1: the run's directory. $2: at most so many bytes. $3: only of this member, or -. Input: a line "<offset> <log>" for each log that was read.
# Output: "ended" or "open"; for each log a line "<offset> <bytes> <log>" and the bytes; "end", or "more" when there is more to read at once.
set -eu
limit=$2 member=$3
read_to=$(cat)
cd "$1" 2>/dev/null || exec printf 'open\nend\n' # not placed yet, or removed

# Asked before reading: what was written until the end is then read after it.
if [ -f state/exit.json ]; then echo ended; else echo open; fi

set --
for log in logs/*.log logs/task-*/*.log; do
  [ ! -f "$log" ] || set -- "$@" "$log"
done
[ $# -gt 0 ] || exec echo end

sizes=$(stat -c '%s %n' "$@")
printf '%s\n' "$read_to" measured "$sizes" | awk -v left="$limit" -v member="$member" '
  $0 == "measured" { measured = 1; next }
  !measured { offset[$2] = $1; next }
  {
    bytes = $1 - offset[$2]
    number = $2
    gsub(/.*-|\.log$/, "", number)
    if (bytes < 0 || (member != "-" && (number !~ /^[0-9]+$/ || number + 0 != member + 0))) bytes = 0
    if (bytes > left) { bytes = left; more = 1 }
    left -= bytes
    printf "%.0f %.0f %s\n", offset[$2], bytes, $2
  }
  END { print (more ? "more" : "end") }' | while read -r offset bytes log; do
  echo "$offset${bytes:+ $bytes $log}"
  [ "${bytes:-0}" -eq 0 ] || tail -c "+$((offset + 1))" "$log" | head -c "$bytes"
done
