# Ends what a cancelled script left running: its process group, gently at first.
group=$1
kill -TERM "-$group" 2>/dev/null || exit 0
for pause in 0 1 1; do
  sleep "$pause"
  kill -0 "-$group" 2>/dev/null || exit 0
done
kill -KILL "-$group" 2>/dev/null || :
