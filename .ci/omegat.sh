# OmegaT without its window, for the checks that source this file: an empty project, and a run in it.
# Sets jar; the caller has set work, a folder for what OmegaT keeps.

jar=/usr/share/omegat/OmegaT.jar

has_omegat() { command -v java >/dev/null && [ -f "$jar" ]; }

# Makes the project folder $1 from language $2 to language $3.
make_project() {
  mkdir -p "$1"/{source,target,tm/auto,glossary,dictionary,omegat}
  cat >"$1/omegat.project" <<XML
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>$2</source_lang>
    <target_lang>$3</target_lang>
    <sentence_seg>true</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
XML
}

# Runs OmegaT in the project $1 with the further classes $2 (may be empty) and its own arguments behind; the log is shown if it fails.
run_omegat() {
  local project=$1 classes=$2
  shift 2
  timeout 180 java -Xmx1g -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Duser.language=en -Duser.home="$work/home" \
    -cp "${classes:+$classes:}$jar" org.omegat.Main "$project" "$@" --config-dir="$work/config-$(basename "$project")" \
    >"$project/log" 2>&1 || { cat "$project/log" >&2; return 1; }
}
