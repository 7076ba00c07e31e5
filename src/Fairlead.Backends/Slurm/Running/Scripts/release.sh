#!/bin/sh
# Gives up the claim to a run whose job was refused, and the run's secrets, unless somebody has taken it over. $1: the run's directory. $2: the claim.
set -eu
cd "$1"
[ ! -d "state/claim/$2/next" ] || exit 0
rm -f secrets.env
if [ -d state/claim ]; then
  released=state/.released-${2%%/*}
  mv -T state/claim "$released"
  rm -rf "$released"
fi
