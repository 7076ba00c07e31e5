#!/bin/sh
# Looks at what jobs need on the machine that sbatch is called on. $1: the job directory. $2: the image's squash file, "enroot", or nothing.
# Output: for each thing its name, an exit code and what was said, each ended by 0x1f, and 0x1e.
set -u
directory=$1 image=$2
field=$(printf '\037') record=$(printf '\036')

look() {
  subject=$1
  shift
  code=0
  words=$(timeout 20 "$@" 2>&1 </dev/null) || code=$?
  printf '%s%s' "$subject$field$code$field$words" "$record"
}

look sbatch sbatch --version
look controller scontrol ping
look partitions sinfo --noheader --format='%R %a'
look account sacctmgr --noheader --parsable2 show associations user="$(id -un)" format=account
# shellcheck disable=SC2016 # for the inner shell
look directory sh -c 'mkdir -p "$1" && file=$(mktemp "$1/.doctor-XXXXXX") && rm "$file" && df -Ph "$1" | tail -n 1 | awk '\''{ print $4 " free" }'\' sh "$directory"
for tool in git tar gzip sha256sum timeout; do
  look "$tool" "$tool" --version
done
case $image in
'') ;;
enroot) look enroot enroot version ;;
*) look image ls -l "$image" ;;
esac
