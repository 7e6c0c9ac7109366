#!/usr/bin/env bash
# Our segmentation rules in a real OmegaT: `؟` ends a sentence there, and `د. سامي` does not.
# usage: omegat_srx.sh DHAKIRA     exit: 0 as it should be, or OmegaT is not to be had; 1 not so
#
# OmegaT from 6.1 on reads segmentation.srx of a project's folder omegat/. Older ones (3.6, which Debian has) know
# SRX only as the file of their own default rules, org/omegat/core/segmentation/defaultRules.srx on the class path;
# so ours is put at both places, and the older one's own reader and segmenter are what is tried.
set -euo pipefail
dhakira=$1
jar=/usr/share/omegat/OmegaT.jar
if ! command -v java >/dev/null || [ ! -f "$jar" ]; then
  echo "left out, because OmegaT cannot be had: our rules in OmegaT"
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Makes a project with one article. A blank line keeps its paragraphs apart.
project() {
  mkdir -p "$1"/{source,target,tm,glossary,dictionary,omegat}
  cat >"$1/omegat.project" <<'XML'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>AR</source_lang>
    <target_lang>EN-US</target_lang>
    <sentence_seg>true</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
XML
  cat >"$1/source/article.txt" <<'TEXT'
ماذا حدث في المدينة؟ لا أحد يعرف حتى الآن.

حضر د. سامي الجلسة. ثم غادر القاعة.

شُيّد عام 300 ق.م. على التل. وقالت م.ت.ف. إنها وافقت!
TEXT
}

# Prints the segments that OmegaT makes of the project's article, a line each; CLASSES go before its own.
segments() {
  local project=$1 classes=$2
  timeout 180 java -Xmx1g -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Duser.language=en -Duser.home="$work/home" \
    -cp "$classes:$jar" org.omegat.Main "$project" --mode=console-createpseudotranslatetmx \
    --pseudotranslatetmx="$project/all.tmx" --pseudotranslatetype=equal --config-dir="$work/config-$(basename "$project")" \
    >"$project/log" 2>&1 || { cat "$project/log" >&2; return 1; }
  # Source and target are equal here.
  sed -n 's:.*<seg>\(.*\)</seg>.*:\1:p' "$project/all.tmx" | LC_ALL=C sort -u
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
