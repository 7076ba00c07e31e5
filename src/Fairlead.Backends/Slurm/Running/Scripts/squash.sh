#!/bin/sh
# Imports an image as a squash file. $1: the file. $2: where the image comes from, in enroot's words. $3: "again" to import although it is there.
# Output: "present <bytes>" or "made <bytes>". Exit code 69: enroot is not there.
set -eu
file=$1 source=$2 how=${3-}
record=$file.sha256

if [ "$how" != again ] && [ -f "$file" ] && read -r _ size <"$record" && [ "$size" = "$(stat -c %s "$file")" ]; then
  printf 'present %s\n' "$size"
  exit
fi

command -v enroot >/dev/null || exit 69
mkdir -p "${file%/*}"
draft=$(mktemp -d "${file%/*}/.import-XXXXXX")
trap 'rm -rf "$draft"' EXIT
# Hours: an image has tens of gigabytes. Afterwards nobody would know what it waits for.
if ! timeout 14400 enroot import -o "$draft/image.sqsh" "$source" >"$draft/words" 2>&1 </dev/null; then
  cat "$draft/words" >&2
  exit 1
fi
digest=$(sha256sum <"$draft/image.sqsh")
size=$(stat -c %s "$draft/image.sqsh")
printf '%s %s\n' "${digest%% *}" "$size" >"$draft/record"
mv -f "$draft/image.sqsh" "$file"
mv -f "$draft/record" "$record"
printf 'made %s\n' "$size"
