#!/bin/sh
# Removes the secrets of runs that have ended. $1: the directory of the runs; the others: runs.
set -eu
cd "$1"
shift
for run; do
  rm -f "$run/secrets.env"
done
