#!/bin/sh
# Makes the directories that jobs share, and prints which of some paths are not there. $1: the job directory. The others: paths.
set -eu
mkdir -p "$1" # alone first, to complain once
mkdir -p "$1/sources" "$1/inputs" "$1/artifacts" "$1/images" "$1/runs"
shift
for path; do
  [ -e "$path" ] || printf '%s\n' "$path"
done
