#!/bin/sh
# Provides one commit of a git repository as a directory that never changes. $1: the repository. $2: the commit, in full. $3: the directory.
set -eu
repository=$1 commit=$2 directory=$3
export GIT_TERMINAL_PROMPT=0 GIT_SSH_COMMAND="${GIT_SSH_COMMAND:-ssh} -o BatchMode=yes" LC_ALL=C
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

if [ -e "$directory" ]; then
  found=$(cat "$directory/.fairlead-commit")
  [ "$found" != "$commit" ] || exit 0
  printf '%s is at %s; it was changed by hand: remove it\n' "$directory" "$found" >&2
  exit 1
fi

mkdir -p "${directory%/*}"
draft=$(mktemp -d "${directory%/*}/.draft-XXXXXX")
trap 'rm -rf "$draft"' EXIT

# A server that has stalled is given up; one that is slow is not.
fetch() {
  timeout 3600 git -C "$draft/tree" -c http.lowSpeedLimit=1000 -c http.lowSpeedTime=60 fetch --quiet "$@" </dev/null
}

git init --quiet "$draft/tree"
# Not every server gives single commits.
if ! fetch --depth 1 --no-tags -- "$repository" "$commit" 2>"$draft/refusal"; then
  fetch --tags -- "$repository" '+refs/heads/*:refs/remotes/origin/*' || { cat "$draft/refusal" >&2; exit 1; }
fi
git -C "$draft/tree" -c advice.detachedHead=false checkout --quiet --detach "$commit" --
printf '%s\n' "$commit" >"$draft/tree/.fairlead-commit"
mv -T "$draft/tree" "$directory" || [ -e "$directory/.fairlead-commit" ]
