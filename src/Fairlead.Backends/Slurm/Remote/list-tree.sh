# Prints what is below a directory, each ended by a NUL: "f", size and path of a file; "d", "-" and path of a folder; "l", target and path of a link.
set -eu
cd -- "$1"
# shellcheck disable=SC2016 # the inner shells expand
find . ! -name . -type d -exec sh -c 'printf "d\0-\0%s\0" "$@"' sh {} + \
  -o -type l -exec sh -c 'for path do printf "l\0%s\0%s\0" "$(readlink "$path")" "$path"; done' sh {} + \
  -o -type f -exec stat --printf 'f\0%s\0%n\0' {} +
