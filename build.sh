#!/bin/sh
# Builds Fairlead if its sources are newer than the last build, then runs it. ./build.sh --help says what it can do.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
front=$root/artifacts/front
current=$front/current

say() { printf '%s\n' "$*" >&2; }

if ! command -v dotnet >/dev/null; then
  say "Error: expected the .NET 10 SDK; found no 'dotnet' on PATH"
  say "  next: install it from https://dot.net, or put its folder on PATH"
  exit 2
fi

# A folder is newer than the stamp when a file in it was added, renamed or deleted.
is_stale() {
  ! [ -e "$current/stamp" ] || [ -n "$(find "$root/build" "$root/src" "$root/global.json" \
    "$root/Directory.Build.props" "$root/Directory.Packages.props" -newer "$current/stamp" -print -quit)" ]
}

# Descriptor 9, the lock, stays here: compiler servers outlive the build.
publish() {
  dotnet publish "$root/build/Build.csproj" --configuration Release --output "$fresh" --nologo --verbosity quiet \
    -p:ArtifactsPath="$front/work" -p:ReadyToRunFront="$1" >"$front/build.log" 2>&1 9>&-
}

# Removes builds that nobody runs from. The current one is left, so whoever is about to start it finds it.
prune() {
  [ "$has_flock" = yes ] || return 0
  for old in "$front"/build.*/; do
    ! [ -d "$old" ] || [ "$old" = "$front/$(readlink "$current")/" ] || flock --exclusive --nonblock "$old" rm -rf "$old" || true
  done
}

# Each build gets a folder of its own and "current" is switched to it: a Fairlead that runs keeps its files.
rebuild() {
  say "building Fairlead ..."
  prune
  fresh=$(mktemp -d "$front/build.XXXXXX")
  chmod "$(umask -S)" "$fresh" # mktemp gives it to this user alone; other users may run the build too
  : >"$fresh/stamp.new"
  # Where the ahead-of-time compiler cannot be had, Fairlead works all the same; it only starts more slowly.
  if ! publish true && ! publish false; then
    cat "$front/build.log" >&2
    say "Error: Fairlead does not build"
    rm -rf "$fresh"
    exit 1
  fi
  mv "$fresh/stamp.new" "$fresh/stamp"
  ln -s "${fresh##*/}" "$front/link.$$"
  mv -fT "$front/link.$$" "$current" 2>/dev/null || { ln -sfn "${fresh##*/}" "$current" && rm -f "$front/link.$$"; }
}

has_flock=no
! command -v flock >/dev/null || has_flock=yes

if is_stale; then
  mkdir -p "$front"
  exec 9>"$front/lock"
  if [ "$has_flock" = yes ] && ! flock --timeout 600 9; then
    say "Error: another build.sh has been building for ten minutes; expected it to finish"
    exit 1
  fi
  # The one who waited finds the work done.
  ! is_stale || rebuild
  exec 9>&-
fi

here=$(cd -- "$current" && pwd -P)
exec 8<"$here"
[ "$has_flock" = no ] || flock --shared 8
exec dotnet "$here/Fairlead.Build.dll" "$@"
