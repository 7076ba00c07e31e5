#!/bin/sh
# Checks uploaded files and gives them their final names. Arguments, for each: the upload, the name, the digest, the mode; of a .tar.gz the digest of the tar.
# Output: a line "<name> <digest found>" for each that is not what it should be; the upload is removed.
set -eu
while [ $# -gt 0 ]; do
  upload=$1 name=$2 digest=$3 mode=$4
  shift 4
  if [ -e "$name" ]; then
    rm -f "$upload"
    continue
  fi
  case $name in
  *.tar.gz) found=$(gzip -dc "$upload" | sha256sum) ;;
  *) found=$(sha256sum <"$upload") ;;
  esac
  if [ "${found%% *}" = "$digest" ]; then
    chmod "$mode" "$upload"
    mv -f "$upload" "$name"
  else
    rm -f "$upload"
    printf '%s %s\n' "$name" "${found%% *}"
  fi
done
