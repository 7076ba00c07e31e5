#!/bin/sh
# Asks a node for its Python. $1: the program. The others: options of srun.
# Exit code 75: no node was given in time, or none at all; srun's words say why.
set -u
python=$1
shift
code=0
words=$(timeout 20 srun --nodes=1 --ntasks=1 --time=1 --immediate=10 --quiet --input=none "$@" "$python" --version 2>&1 </dev/null) || code=$?
# srun repeats itself, and its own word on the exit code may come before or after the node's on the reason.
said=$(printf '%s\n' "$words" | grep -v 'Exited with exit code' | tail -n 1)
printf '%s\n' "${said:-$words}"
case $code,$words in
124,* | *'Unable to allocate resources'* | *revoked*) exit 75 ;;
esac
exit "$code"
