"""Reads exported files with translate-toolkit, and holds what it finds against the units that were exported.

usage: toolkit.py UNITS.tsv FILE…     exit: 1 where a unit is not as it was
"""

import sys

import translate.__version__
from translate.storage import factory, tmx

try:
    from translate.storage import xliff2
except ImportError:  # before 3.20
    xliff2 = None

wanted = sorted(tuple(line.rstrip("\n").split("\t")) for line in open(sys.argv[1], encoding="utf-8"))


def store(path):
    if path.endswith(".tmx"):
        with open(path, "rb") as file:
            return tmx.tmxfile(file, "ar", "en")
    if path.endswith(".xliff2.xlf"):
        return xliff2.Xliff2File.parsefile(path)
    return factory.getobject(path)


failed = False
for path in sys.argv[2:]:
    name = path.rsplit("/", 1)[-1]
    if path.endswith(".xliff2.xlf") and xliff2 is None:
        print(f"left out, because translate-toolkit {translate.__version__.sver} does not read XLIFF 2: {name}")
        continue
    try:
        units = [unit for unit in store(path).units if unit.istranslatable() and unit.target]
    except Exception as error:  # whatever it says, it has not read the file
        print(f"translate-toolkit: {name}: {error!r}")
        failed = True
        continue
    found = sorted((str(unit.source), str(unit.target)) for unit in units)
    if found != wanted:
        print(f"translate-toolkit: {name}: {set(found) ^ set(wanted)}")
        failed = True
    print(f"translate-toolkit {translate.__version__.sver}: {len(found)} of {len(wanted)} units read from {name}")
sys.exit(failed)
