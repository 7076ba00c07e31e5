#!/bin/sh
# Prints how long a file is. $1: the file.
set -eu
[ -f "$1" ] || { echo "not a file: $1" >&2; exit 1; }
stat -L -c %s "$1"
