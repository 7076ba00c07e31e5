#!/bin/sh
# Prints which of some paths on the nodes are certain not to be there: those that would lie on the file system of the job directory, which the nodes have too.
# $1: the job directory. The others: paths.
set -eu
shared=$(stat -L -c %d "$1")
shift
for path; do
  [ ! -e "$path" ] || continue
  above=$path
  until [ -e "$above" ]; do above=$(dirname "$above"); done
  [ "$(stat -L -c %d "$above")" != "$shared" ] || printf '%s\n' "$path"
done
