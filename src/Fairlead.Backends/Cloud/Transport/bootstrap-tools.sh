#!/bin/sh
# What the pods' bootstrap does its work with; it is sent before bootstrap.sh, under the same rules.
# shellcheck disable=SC2034,SC2154 # bootstrap.sh uses and sets more

set -eu
failed="" tmp="" node=""

say() { printf "[pod %s] %s\n" "${node:-?}" "$*"; }

# Its first argument is the exit code: 64 wrong variables, 65 damaged files, 69 a missing tool, 74 the volume, 75 waited too long.
fail() {
  code=$1
  shift
  say "error: $*"
  [ -z "$failed" ] || { printf "%s %s\n" "$code" "$*" >"$failed"; } 2>/dev/null || say "cannot write $failed"
  printf "[fairlead] exit {\"exit_code\":%s,\"kind\":\"pod\",\"member\":null,\"cancelled\":false,\"finished\":%s}\n" \
    "$code" "$(date +%s || echo 0)"
  exit "$code"
}

in_english() { export LC_ALL=C && "$@"; }

# What is done, the exit code if it fails and the disk is not to blame, the command.
step() {
  doing=$1 otherwise=$2 began=$(date +%s)
  shift 2
  if ! error=$(in_english "$@" 2>&1); then
    case $error in *"No space"* | *"Read-only"* | *uota* | *"nput/output"* | *denied*) otherwise=74 ;; esac
    fail "$otherwise" "cannot $doing: $error"
  fi
  say "$doing ($(($(date +%s) - began)) s)"
}

have() { command -v "$1" >/dev/null 2>&1; }
py() { python3 -W ignore -c "$@"; }
either() { have "$1" || have python3 || fail 69 "the image has neither $1 nor python3; one of them must $2"; }
renames() { case $(mv --help 2>&1) in *-T*) ;; *) return 1 ;; esac }

decode() {
  if have base64; then base64 -d; else py "import base64,sys; base64.decode(sys.stdin.buffer,sys.stdout.buffer)"; fi <"$1" >"$2"
}

decompress() {
  if have "$codec"; then "$codec" -dc; else
    py "import importlib,shutil,sys; shutil.copyfileobj(importlib.import_module(sys.argv[1]).open(sys.stdin.buffer),sys.stdout.buffer)" "$module"
  fi <"$1" >"$2"
}

# Owners and times stay behind: a volume may not let root give files away, and zip knows no year before 1980.
unpack() {
  mkdir "$2" || return
  if have tar; then tar -xmof "$1" -C "$2"; else
    py "import sys,tarfile,time; t=tarfile.open(sys.argv[1]); [setattr(m,sys.argv[3],time.time()) for m in t]; t.extractall(sys.argv[2])" "$1" "$2" mtime
  fi && printf "%s\n" "$sha" >"$2/.ready"
}

digest() {
  if have sha256sum; then sha256sum; else py "import hashlib,sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())"; fi <"$1"
}

# Never into a folder that is there, as plain mv would.
rename() { if renames; then mv -T "$1" "$2"; else py "import os,sys; os.rename(sys.argv[1],sys.argv[2])" "$1" "$2"; fi; }
