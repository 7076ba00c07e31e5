# Prints the symbolic links below a directory: path and target, each ended by a NUL.
set -eu
cd -- "$1"
# shellcheck disable=SC2016 # the inner shell expands
find . -type l -exec sh -c 'for link do printf "%s\0%s\0" "${link#./}" "$(readlink "$link")"; done' sh {} +
