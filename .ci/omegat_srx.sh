#!/usr/bin/env bash
# Our segmentation rules in a real OmegaT: `؟` ends a sentence there, and `د. سامي` does not.
# usage: omegat_srx.sh DHAKIRA     exit: 0 as it should be, or OmegaT is not to be had; 1 not so
#
# OmegaT from 6.1 on reads segmentation.srx of a project's folder omegat/. Older ones (3.6, which Debian has) know
# SRX only as the file of their own default rules, org/omegat/core/segmentation/defaultRules.srx on the class path;
# so ours is put at both places, and the older one's own reader and segmenter are what is tried.
set -euo pipefail
dhakira=$1
. "$(dirname "$0")/omegat.sh"
if ! has_omegat; then
  echo "left out, because OmegaT cannot be had: our rules in OmegaT"
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Makes a project with one article. A blank line keeps its paragraphs apart.
project() {
  make_project "$1" AR EN-US
  cat >"$1/source/article.txt" <<'TEXT'
ماذا حدث في المدينة؟ لا أحد يعرف حتى الآن.

حضر د. سامي الجلسة. ثم غادر القاعة.

شُيّد عام 300 ق.م. على التل. وقالت م.ت.ف. إنها وافقت!
TEXT
}

# Prints the segments that OmegaT makes of the project's article, a line each; CLASSES go before its own.
segments() {
  run_omegat "$1" "$2" --mode=console-createpseudotranslatetmx --pseudotranslatetmx="$1/all.tmx" \
    --pseudotranslatetype=equal
  # Source and target are equal here.
  sed -n 's:.*<seg>\(.*\)</seg>.*:\1:p' "$1/all.tmx" | LC_ALL=C sort -u
}

project "$work/with"
project "$work/without"
own=$work/classes/org/omegat/core/segmentation
mkdir -p "$own" "$work/none"
"$dhakira" export --quiet --srx "$own/defaultRules.srx"
cp "$own/defaultRules.srx" "$work/with/omegat/segmentation.srx"

segments "$work/with" "$work/classes" >"$work/with.txt"
LC_ALL=C sort >"$work/wanted.txt" <<'TEXT'
ماذا حدث في المدينة؟
لا أحد يعرف حتى الآن.
حضر د. سامي الجلسة.
ثم غادر القاعة.
شُيّد عام 300 ق.م. على التل.
وقالت م.ت.ف. إنها وافقت!
TEXT
diff "$work/with.txt" "$work/wanted.txt"

segments "$work/without" "$work/none" >"$work/without.txt"
if grep -qx 'ماذا حدث في المدينة؟' "$work/without.txt"; then
  echo "OmegaT ends a sentence at ؟ without our rules: this check shows nothing"
  exit 1
fi
grep -qx 'حضر د.' "$work/without.txt"
echo "$(wc -l <"$work/with.txt") segments as they should be in OmegaT with our rules; $(wc -l <"$work/without.txt") others without"
