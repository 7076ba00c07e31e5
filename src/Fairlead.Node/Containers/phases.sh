#!/bin/sh
# Runs the phases of a model, one after another, as the first process of its container.
# usage: phases.sh MARK [PHASE COUNT WORD...]...
# When one fails it says so on a line that begins with MARK, and stays, with all that is left of the model, until it is told to end.

# One stream keeps what is said in order: what a phase says last comes before the next one begins.
exec 2>&1

mark=$1
next=2
child=
code=0
phase=
count=0
ended=
told=

finish() {
  told=1
  [ -z "$ended" ] || exit "$code"
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
}
trap finish TERM INT

while [ "$next" -le "$#" ] && [ "$code" -eq 0 ]; do
  # Only numbers of arguments are evaluated, never an argument.
  eval "phase=\${$next} count=\${$((next + 1))}"
  words=
  last=$((next + 1 + count))
  next=$((next + 2))
  while [ "$next" -le "$last" ]; do
    words="$words \"\${$next}\""
    next=$((next + 1))
  done
  echo "$mark phase $phase"
  eval "$words &"
  child=$!
  while :; do
    wait "$child"
    code=$?
    kill -0 "$child" 2>/dev/null || break
  done
  child=
done

[ "$code" -ne 0 ] && [ -z "$told" ] || exit "$code"
ended=1
echo "$mark ended $code"
rest=60
while [ "$rest" -gt 0 ]; do
  sleep 1 &
  wait "$!"
  rest=$((rest - 1))
done
exit "$code"
