#!/bin/sh
# Says where to begin reading a run's logs: a line "<offset> <log>" for each, and the largest counts.
# $1: the run's directory. $2: only so many last lines, or -. $3: only what came after this second, or -.
set -eu
cd "$1" 2>/dev/null || exit 0 # not placed yet, or removed
lines=$2 moment=$3

# A window from the end that grows until it holds the lines. It ends where the log ended when it was measured: the log may grow meanwhile.
tail_offset() {
  size=$(stat -c %s "$1")
  window=65536
  while :; do
    [ "$window" -lt "$size" ] || window=$size
    bytes=$(tail -c "+$((size - window + 1))" "$1" | head -c "$window" | tail -n "$lines" | wc -c)
    if [ "$bytes" -lt "$window" ] || [ "$window" -eq "$size" ]; then
      break
    fi
    window=$((window * 16))
  done
  echo "$((size - bytes)) $1"
}

for log in logs/*.log logs/task-*/*.log; do
  [ -f "$log" ] || continue
  [ "$lines" = - ] || tail_offset "$log"
done

# times.txt says where each log beside it ended when: "at <second>", then a line "<size> <log>" for each.
for times in logs/times.txt logs/task-*/times.txt; do
  if [ "$moment" = - ] || [ ! -f "$times" ]; then
    continue
  fi
  awk -v moment="$moment" -v folder="${times%/*}" '
    $1 == "at" && $2 + 0 > moment + 0 { exit }
    $1 != "at" { sub(/.*\//, "", $2); size[$2] = $1 }
    END { for (name in size) print size[name] " " folder "/" name }' "$times"
done
