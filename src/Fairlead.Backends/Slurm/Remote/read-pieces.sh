# Prints pieces of files below a directory, one after the other. Arguments: the directory; for each piece its path, how many bytes before it, how many.
set -eu
cd -- "$1"
shift
while [ $# -gt 0 ]; do
  tail -c "+$(($2 + 1))" "./$1" | head -c "$3"
  shift 3
done
