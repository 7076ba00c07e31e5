#!/bin/sh
# Makes a run's directory. Each part is placed whole or not at all, and one that is there is left alone. Input: a tar of files/.
# $1: the directory. $2: the source's archive. $3: where that goes below code/. The others: name and path of each of the user's files.
set -eu
umask 077
run=$1 archive=$2 mount=$3
shift 3
mkdir -p "$run/inputs" "$run/logs" "$run/output" "$run/state"
draft=$(mktemp -d "$run/.draft-XXXXXX")
trap 'rm -rf "$draft"' EXIT

# Of two launchers that place the same part the first wins.
settle() {
  [ -d "$run/$1" ] || mv -T "$draft/$1" "$run/$1" || [ -d "$run/$1" ]
}

tar -xf - -C "$draft"
settle files

if [ ! -d "$run/code" ]; then
  mkdir -p "$draft/code/$mount"
  tar -xzf "$archive" --no-same-owner -C "$draft/code/$mount"
  settle code
fi

while [ $# -gt 0 ]; do
  input=$run/inputs/$1
  if [ ! -e "$input" ] && ! ln "$2" "$input" 2>/dev/null; then
    cp "$2" "$draft/input"
    mv -f "$draft/input" "$input"
  fi
  shift 2
done
