#!/bin/sh
# The first thing in every pod of a cloud job. Brings the parcels SRC and JOB, from variables or from parts on the volume, to
# $FAIRLEAD_HOME/src, once for all pods, and hands over to the pod.sh of JOB. It travels inside single quotes and through
# Kubernetes, so it has no single quote, no two dollars in a row and no variable's name in $(...). Comment lines do not travel.
# shellcheck disable=SC2034,SC2154 # bootstrap-tools.sh goes before it

number() { case ${1:-x} in *[!0-9]*) return 1 ;; esac && [ "$1" -lt "$nodes" ]; }

# Sets node; leaves it empty when nothing tells.
rank() {
  # shellcheck disable=SC3028 # a variable of the pod's
  nodes=${FAIRLEAD_NODES:-1} host=${HOSTNAME:-$(cat /proc/sys/kernel/hostname)}
  [ "$nodes" != 1 ] || node=0
  [ "${WORLD_SIZE:-}" = "$nodes" ] || RANK=
  case $host in *-worker-*) worker=${host##*-worker-} ;; *) worker= ;; esac
  for candidate in "${NODE_RANK:-}" "${PET_NODE_RANK:-}" "${GROUP_RANK:-}" "${SLURM_NODEID:-}" \
    "${LEPTON_JOB_WORKER_INDEX:-}" "${RANK:-}" "$worker"; do
    if [ -z "$node" ] && number "$candidate"; then node=$candidate; fi
  done
}

value() { eval "value=\${FAIRLEAD_$1:-}"; }

# Reads and checks what the variables say of one parcel.
parcel() {
  name=$1
  value "${name}_SHA256" && sha=$value
  case $sha in *[!0-9a-f]*) sha= ;; esac
  [ "${#sha}" = 64 ] || fail 64 "FAIRLEAD_${name}_SHA256 is not a digest: $value"
  short=${sha%"${sha#????????????????}"}
  dest=$src/$short
  value "${name}_CODEC" && codec=$value
  case $codec in xz) module=lzma ;; *) module=gzip codec=gzip ;; esac
  value "${name}_PARTS" && parts=$value
  value "${name}_CHUNKS" && count=${parts:-$value}
  case $count in "" | 0* | *[!0-9]*) fail 64 "FAIRLEAD_${name}_CHUNKS is not a positive number: $count" ;; esac
  [ -n "$parts" ] || each chunk_is_there || fail 64 "chunk $i of $count is missing: FAIRLEAD_${name}_CHUNK_$i is empty"
}

# Calls a function with every index.
each() { i=0 && while [ "$i" -lt "$count" ]; do "$1" "$i" && i=$((i + 1)) || return 1; done; }
chunk_is_there() { value "${name}_CHUNK_$1" && [ -n "$value" ]; }
chunk() { value "${name}_CHUNK_$1" && printf %s "$value"; }
mask() { eval "export FAIRLEAD_${name}_CHUNK_$1="; }
part() { cat "$src/.part-$short-$1"; }
part_is_there() { [ -f "$src/.part-$short-$1" ]; }

join() { each "$1" >"$2"; }
make_work() { mkdir -p "$src" && mktemp -d "$src/.tmp-$short-${FAIRLEAD_RUN:-part}-$host-XXXXXX"; }

# Brings the compressed parcel to $tmp/packed.
gather() {
  either base64 "decode the files"
  either sha256sum "check them"
  tmp=$(in_english make_work 2>&1) || {
    error=$tmp tmp=
    fail 74 "cannot write below $src: $error"
  }
  if [ -n "$parts" ]; then
    each part_is_there || fail 64 "part $i of $count of $name is missing: $src/.part-$short-$i"
    step "join $count parts of $name" 74 join part "$tmp/packed"
  else
    step "join $count chunks of $name" 74 join chunk "$tmp/text"
    step "decode $name $short" 65 decode "$tmp/text" "$tmp/packed"
  fi
}

# The file must have the digest of the parcel.
check() {
  found=$(digest "$1") || fail 74 "cannot read $1"
  found=${found%% *}
  [ "$found" = "$sha" ] || fail 65 "$name is damaged: its digest is $found, FAIRLEAD_${name}_SHA256 says $sha"
}

ready() { found= && { read -r found <"$dest/.ready"; } 2>/dev/null && [ "$found" = "$sha" ]; }

# Only whole trees are ever renamed here, so what is not ready is nobody's. If it became ready meanwhile, it goes back.
place() {
  for try in 1 2 3; do
    if ready || error=$(rename "$tmp/tree" "$dest" 2>&1) || ready; then return; fi
    dest_now=$dest dest=$tmp/aside$try
    if error=$(rename "$dest_now" "$dest" 2>&1) && ready; then rename "$dest" "$dest_now" || say "a twin was faster"; fi
    dest=$dest_now
  done
  fail 74 "cannot rename $tmp/tree to $dest: $error"
}

bring() {
  have "$codec" || py "import $module" 2>/dev/null ||
    fail 69 "the image has neither $codec nor a python3 with $module; one of them must decompress the files"
  either tar "unpack them"
  renames || have python3 || fail 69 "the image has neither an mv with -T nor python3; one of them must rename a folder"
  gather
  step "decompress $name $short" 65 decompress "$tmp/packed" "$tmp/tar"
  check "$tmp/tar"
  step "unpack $name" 74 unpack "$tmp/tar" "$tmp/tree"
  place
  forget
}
forget() { [ -z "$tmp" ] || rm -rf "$tmp" || say "cannot remove $tmp"; }

# A listing makes NFS look again for what was not there.
await() {
  began=$(date +%s) limit=${FAIRLEAD_TRANSPORT_WAIT_S:-600}
  until ready; do
    if { read -r code text <"$1"; } 2>/dev/null; then fail "$code" "another node could not bring $name: $text"; fi
    [ "$(($(date +%s) - began))" -lt "$limit" ] || fail 75 "node $node on $host waited $limit s for $dest/.ready; raise transport_wait_s if node 0 needs longer"
    sleep 2
    ls -a "$src" >/dev/null 2>&1 || say "cannot list $src"
  done
}

fetch() {
  parcel "$1"
  marker=$src/.failed-$short-$FAIRLEAD_RUN
  if [ "${node:-0}" != 0 ]; then await "$marker"; else
    rm -f "$marker" || say "cannot remove $marker"
    if ready; then { touch "$dest/.ready"; } 2>/dev/null || say "cannot touch $dest/.ready"; fi
    failed=$marker
    ready || bring
    failed=
  fi
  say "$name is at $dest"
  [ -n "$parts" ] || each mask
}

store() {
  parcel SRC
  gather
  check "$tmp/packed"
  step "store $FAIRLEAD_STORE_PART" 74 mv -f "$tmp/packed" "$src/$FAIRLEAD_STORE_PART"
  forget
}

# What nothing has used for days. A tree that is being removed is no longer ready.
sweep() {
  age=+$((${FAIRLEAD_TRANSPORT_KEEP_DAYS:-14} * 1440))
  find "$src" -maxdepth 1 -name ".tmp-*" -mmin +1440 -exec rm -rf {} + &&
    find "$src" -maxdepth 1 \( -name ".part-*" -o -name ".failed-*" \) -mmin "$age" -exec rm -f {} + &&
    find "$src" -mindepth 2 -maxdepth 2 -name .ready -mmin "$age" -exec sh -c "rm -f \"\$1\" && rm -rf \"\${1%/.ready}\"" sh {} \;
}

rank
for tool in cat date ls mkdir mktemp mv rm sleep touch; do have "$tool" || fail 69 "the image has no $tool"; done
[ -n "${FAIRLEAD_HOME:-}" ] || fail 64 "FAIRLEAD_HOME is not set"
src=$FAIRLEAD_HOME/src
trap forget EXIT
trap "exit 143" HUP INT TERM

if [ -n "${FAIRLEAD_STORE_PART:-}" ]; then
  store
  exit 0
fi

[ -n "${FAIRLEAD_RUN:-}" ] || fail 64 "FAIRLEAD_RUN is not set"
fetch SRC
FAIRLEAD_SOURCE=$dest
fetch JOB
FAIRLEAD_JOB=$dest
export FAIRLEAD_SOURCE FAIRLEAD_JOB
[ -z "$node" ] || export NODE_RANK="$node"
[ "$node" != 0 ] || error=$(sweep 2>&1) || say "cannot sweep $src: $error"
exec sh "$FAIRLEAD_JOB/files/pod.sh"
