#!/usr/bin/env bash
# Real programs read what we export: OmegaT translates with the TMX of each flavor in both directions, what OmegaT
# writes itself comes back in, and translate-toolkit reads TMX, PO and XLIFF.
# usage: clients.sh DHAKIRA     exit: 0 as it should be; 1 not so. A program that is not there is named and left out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dhakira=$1
units=$here/../tests/clients/units.tsv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/omegat.sh"

# Texts with vowel marks, quotes and markup, which stand in two documents so that each flavor has a context to write.
"$dhakira" -q --tm "$work/tm.db" import "$units" >/dev/null
tail -n +2 "$units" | cut -f1,2 >"$work/pairs.tsv"
count=$(wc -l <"$work/pairs.tsv")

# Translates FILE (a segment a line) with TMX in a fresh project and prints the translation.
translate() {
  local tmx=$1 file=$2 source=$3 target=$4 project=$work/project
  rm -rf "$project"
  make_project "$project" "$source" "$target"
  cp "$tmx" "$project/tm/auto/"
  # A blank line keeps the segments of a text file apart.
  sed G "$file" >"$project/source/article.txt"
  run_omegat "$project" "" --mode=console-translate
  if grep -E 'TF_TM_LOAD_ERROR|Exception' "$project/log" >&2; then return 1; fi
  tr -d '\r' <"$project/target/article.txt" | grep .
}

if has_omegat; then
  cut -f1 "$work/pairs.tsv" >"$work/ar.txt"
  cut -f2 "$work/pairs.tsv" >"$work/en.txt"
  for flavor in plain omegat trados memoq phrase; do
    "$dhakira" -q --tm "$work/tm.db" export "$work/$flavor.tmx" --flavor "$flavor"
    translate "$work/$flavor.tmx" "$work/ar.txt" AR EN-US >"$work/translated.txt"
    diff "$work/translated.txt" "$work/en.txt"
    "$dhakira" -q --tm "$work/tm.db" export "$work/$flavor-en.tmx.gz" --flavor "$flavor" --invert --lang-map ar=ar-SA,en=en-US
    translate "$work/$flavor-en.tmx.gz" "$work/en.txt" EN-US AR-SA >"$work/translated.txt"
    diff "$work/translated.txt" "$work/ar.txt"
    # What OmegaT has made of them: its own memory, and two more for other programs.
    for own in "$work"/project/*-{omegat,level1,level2}.tmx; do
      rm -f "$work/back.db"
      "$dhakira" -q --tm "$work/back.db" import "$own" >/dev/null
      "$dhakira" --tm "$work/back.db" export - --format tsv | LC_ALL=C sort >"$work/back.tsv"
      diff "$work/back.tsv" <(LC_ALL=C sort "$work/pairs.tsv")
    done
    echo "OmegaT: $count segments translated from $flavor TMX in each direction, and its own three files taken back"
  done
else
  echo "left out, because OmegaT is not there: the TMX of each flavor in OmegaT"
fi

python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import translate.storage' 2>/dev/null && echo "$p" && break; done || true)
if [ -n "$python" ]; then
  for name in tmx po xlf xliff2.xlf; do
    format=${name%%.*}
    [ "$format" = xlf ] && format=xliff
    "$dhakira" -q --tm "$work/tm.db" export "$work/units.$name" --format "$format"
  done
  "$python" "$here/toolkit.py" "$work/pairs.tsv" "$work"/units.{tmx,po,xlf,xliff2.xlf}
else
  echo "left out, because translate-toolkit is not there: TMX, PO and XLIFF in translate-toolkit"
fi
if command -v msgfmt >/dev/null; then
  "$dhakira" -q --tm "$work/tm.db" export "$work/units.po"
  msgfmt --check --output-file=/dev/null --statistics "$work/units.po"
fi
