#!/bin/sh
# Makes samples/*.pdf and their truth under tests/data/ anew. The result depends on the fonts installed: look at it
# before committing, and run scripts/check-accuracy afterwards.
set -eu
here=$(dirname "$(readlink -f "$0")")
root=$(readlink -f "$here/../..")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$here/make_samples.py" --seed 41 --preset digital --tables 1,1-2,3-2,3-3,6 --name digital --no-prose --out "$out"
"$here/make_samples.py" --seed 68 --preset small200 --tables 1-2,3-2,6 --name scanned --no-prose --out "$out"
mkdir -p "$root/samples"
for name in digital scanned; do
  cp "$out/$name.pdf" "$root/samples/$name.pdf"
  mkdir -p "$root/tests/data/$name/truth"
  cp "$out/$name/truth/"*.csv "$root/tests/data/$name/truth/"
done
