# Writes its input to a file from a block on, has it on the disk, and prints the file's size. Two at once write the same bytes to the same places.
set -eu
file=$1 block_size=$2 block=$3
dd of="$file" bs="$block_size" seek="$block" conv=notrunc,fsync
wc -c <"$file"
