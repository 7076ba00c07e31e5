# Makes a file that sftp can continue, never longer than it will be, and prints how much of it is there.
set -eu
file=$1 size=$2
mkdir -p -- "$(dirname -- "$file")"
: >>"$file"
present=$(wc -c <"$file")
if [ "$present" -gt "$size" ]; then
  : >"$file"
  present=0
fi
printf '%d\n' "$present"
