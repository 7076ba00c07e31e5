#!/bin/sh
# Prints where a run's output really lies: that of a preparation is a link to the artifact. $1: the run's directory.
set -eu
cd "$1/output"
pwd -P
