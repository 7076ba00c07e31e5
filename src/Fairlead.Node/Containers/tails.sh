#!/bin/sh
# Lists folders and shows the last lines of their logs.
# usage: tails.sh FOLDER...
for folder in "$@"; do
  [ -d "$folder" ] || continue
  echo "== $folder"
  ls -la "$folder" 2>&1 | head -n 80
  for log in "$folder"/*.log; do
    [ -f "$log" ] || continue
    echo "== $log"
    tail -n 80 "$log" 2>&1
  done
done
