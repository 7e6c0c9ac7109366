//! Which files of a folder are the two sides of an article.
//!
//! A file says its language in its name (`NAME.ar.txt`, or `NAME.ar` with no
//! further suffix) or through a folder (`ar/REST.txt`); the other side has the
//! same path but for the language, and may have another suffix out of `.txt`,
//! `.md`, `.html` and `.htm`. Files that say no language, other suffixes and
//! hidden files are passed over.
//!
//! The order is that of the paths as given, and below each the order of the
//! names, so that runs repeat.
//!
//! # Limits
//!
//! Languages are written `ar` and `en`: in small letters, without a region.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::bitext::{Lang, Sides};
use crate::error::Error;

/// The two files of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The path below the folder that was searched, without language and suffix, parts joined by `/`; unique in its list.
    pub name: String,
    /// The Arabic file.
    pub ar: PathBuf,
    /// The English file.
    pub en: PathBuf,
}

/// What was found under some paths.
#[derive(Debug, Default)]
pub struct Pairs {
    /// The pairs, in order.
    pub found: Vec<Pair>,
    /// What is wrong with the rest: [`Error::HalfPair`], [`Error::Read`], [`Error::NoPairs`] or, for a path that is
    /// a file without a language, [`Error::Format`].
    pub faults: Vec<Error>,
}

/// Finds the pairs under `paths`, each a folder or a file of a pair.
///
/// A pair that is reached twice counts once. Where two folders give the same
/// name, the folder's own name is put before it; if that is not enough, a
/// number behind it.
pub fn pairs(paths: &[PathBuf]) -> Pairs {
    let mut pairs = Pairs::default();
    let mut roots = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let mut search = Search::default();
        search.path(path);
        let faults = search.faults.len();
        let mut found = 0;
        for (key, sides) in search.groups {
            let (whole, half) = matched(key, sides);
            for pair in whole {
                found += 1;
                if seen.insert((canonical(&pair.ar), canonical(&pair.en))) {
                    roots.push(path.clone());
                    pairs.found.push(pair);
                }
            }
            search.faults.extend(half);
        }
        if found == 0 && faults == 0 && search.faults.is_empty() {
            search.faults.push(Error::NoPairs { path: path.clone() });
        }
        pairs.faults.extend(search.faults);
    }
    make_unique(&mut pairs.found, &roots);
    pairs
}

/// The suffixes of articles, the preferred ones first; a file may also have none behind its language.
const SUFFIXES: [&str; 5] = ["txt", "md", "html", "htm", ""];

/// What the two sides of an article have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The name of the pair.
    name: Vec<OsString>,
    /// The folder and the name of either side, without suffix.
    stems: (PathBuf, PathBuf),
}

impl Key {
    fn stem(&self, lang: Lang) -> &Path {
        match lang {
            Lang::Ar => &self.stems.0,
            Lang::En => &self.stems.1,
        }
    }
}

/// The files of one article by side, each with its suffix.
type Files = Sides<Vec<(&'static str, PathBuf)>>;

#[derive(Default)]
struct Search {
    groups: BTreeMap<Key, Files>,
    faults: Vec<Error>,
    /// Folders that were entered: links may lead in circles.
    entered: HashSet<PathBuf>,
}

impl Search {
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(fault) => self.faults.push(Error::read(path)(fault)),
            Ok(found) if found.is_dir() => self.folder(path, path),
            Ok(_) => match side(path, None) {
                Some((key, lang, suffix)) => self.add(key, lang, suffix, path),
                None => self.faults.push(Error::Format {
                    path: path.to_path_buf(),
                    reason: "the name says no language, as NAME.ar.txt or ar/NAME.txt would"
                        .to_owned(),
                }),
            },
        }
    }

    fn folder(&mut self, folder: &Path, root: &Path) {
        if !self.entered.insert(canonical(folder)) {
            return;
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
        let mut paths: Vec<PathBuf> = match entries {
            Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
            Err(fault) => return self.faults.push(Error::read(folder)(fault)),
        };
        paths.sort();
        for path in paths {
            let is_hidden = path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if is_hidden {
                continue;
            }
            let side = side(&path, Some(root));
            match fs::metadata(&path) {
                Ok(found) if found.is_dir() => self.folder(&path, root),
                Ok(found) if found.is_file() => {
                    if let Some((key, lang, suffix)) = side {
                        self.add(key, lang, suffix, &path);
                    }
                }
                Err(fault) if side.is_some() => self.faults.push(Error::read(&path)(fault)),
                _ => {}
            }
        }
    }

    fn add(&mut self, key: Key, lang: Lang, suffix: &'static str, path: &Path) {
        let files = self.groups.entry(key).or_default();
        match lang {
            Lang::Ar => files.ar.push((suffix, path.to_path_buf())),
            Lang::En => files.en.push((suffix, path.to_path_buf())),
        }
    }
}

/// Tells of which article the file is which side, and its suffix.
///
/// The folders that may be named for a language are `root` itself and those
/// below it; without a root, all above the file.
fn side(path: &Path, root: Option<&Path>) -> Option<(Key, Lang, &'static str)> {
    let folder = path.parent()?;
    let (stem, suffix) = stem_and_suffix(path.file_name()?)?;
    let below = root.and_then(|root| folder.strip_prefix(root).ok());
    let parts: Vec<Component<'_>> = folder.components().collect();
    let depth = below.map_or(0, |below| below.components().count());
    let first = root.map_or(0, |_| (parts.len() - depth).saturating_sub(1));
    let in_folder = (first..parts.len())
        .filter_map(|index| Some((index, lang_of(parts[index].as_os_str())?)))
        .next_back();
    let in_name = Path::new(&stem).extension().and_then(lang_of);
    let (lang, index) = match (in_name, in_folder) {
        (Some(name), Some((index, folder))) if name == folder => (name, Some(index)),
        (Some(name), _) => (name, None),
        // What has neither a suffix nor a language in its name is nothing that is known.
        (None, Some((index, folder))) if !suffix.is_empty() => (folder, Some(index)),
        (None, _) => return None,
    };

    let base = if in_name.is_some() {
        Path::new(&stem).file_stem()?
    } else {
        &stem
    };
    let stem_of = |lang: Lang| {
        let parts = parts.iter().enumerate();
        let folder: PathBuf = parts
            .map(|(at, part)| {
                if Some(at) == index {
                    OsStr::new(lang.code())
                } else {
                    part.as_os_str()
                }
            })
            .collect();
        let mut name = base.to_os_string();
        if in_name.is_some() {
            name.push(".");
            name.push(lang.code());
        }
        folder.join(name)
    };
    let start = parts.len() - depth;
    let kept = (start..parts.len()).filter(|&at| Some(at) != index);
    let mut name: Vec<OsString> = kept
        .map(|at| parts[at].as_os_str().to_os_string())
        .collect();
    name.push(base.to_os_string());
    let key = Key {
        name,
        stems: (stem_of(Lang::Ar), stem_of(Lang::En)),
    };
    Some((key, lang, suffix))
}

/// Cuts off the suffix of an article; a language alone counts as no suffix.
fn stem_and_suffix(file: &OsStr) -> Option<(OsString, &'static str)> {
    let path = Path::new(file);
    let suffix = path.extension()?;
    if lang_of(suffix).is_some() {
        return Some((file.to_os_string(), ""));
    }
    let known = SUFFIXES
        .iter()
        .find(|known| !known.is_empty() && suffix.eq_ignore_ascii_case(known))?;
    Some((path.file_stem()?.to_os_string(), known))
}

fn lang_of(part: &OsStr) -> Option<Lang> {
    [Lang::Ar, Lang::En]
        .into_iter()
        .find(|lang| part == lang.code())
}

/// The path of a side that has the given suffix.
fn with_suffix(stem: &Path, suffix: &str) -> PathBuf {
    let mut path = stem.as_os_str().to_os_string();
    if !suffix.is_empty() {
        path.push(".");
        path.push(suffix);
    }
    PathBuf::from(path)
}

/// Puts the files of one article together: those of one suffix first, then the rest in order.
fn matched(key: Key, mut files: Files) -> (Vec<Pair>, Vec<Error>) {
    // A side outside of what was searched: the path named a file, or a folder of one language.
    for lang in [Lang::Ar, Lang::En] {
        if files.get(lang).is_empty() {
            let candidates = SUFFIXES.map(|suffix| (suffix, with_suffix(key.stem(lang), suffix)));
            let there = candidates
                .into_iter()
                .filter(|(_, path)| path.is_file())
                .collect();
            match lang {
                Lang::Ar => files.ar = there,
                Lang::En => files.en = there,
            }
        }
    }
    let rank = |suffix: &str| SUFFIXES.iter().position(|known| *known == suffix);
    files.ar.sort_by_key(|(suffix, _)| rank(suffix));
    files.en.sort_by_key(|(suffix, _)| rank(suffix));
    let parts: Vec<_> = key.name.iter().map(|part| part.to_string_lossy()).collect();
    let name = parts.join("/");
    let mut whole = Vec::new();
    let mut join = |ar: PathBuf, en: PathBuf| {
        whole.push(Pair {
            name: name.clone(),
            ar,
            en,
        });
    };
    let mut alone = Vec::new();
    for (suffix, ar) in files.ar {
        match files.en.iter().position(|(other, _)| *other == suffix) {
            Some(index) => join(ar, files.en.remove(index).1),
            None => alone.push((suffix, ar)),
        }
    }
    let mut english = files.en.into_iter();
    let mut half = Vec::new();
    for (suffix, ar) in alone {
        match english.next() {
            Some((_, en)) => join(ar, en),
            None => half.push((suffix, ar, Lang::En)),
        }
    }
    half.extend(english.map(|(suffix, en)| (suffix, en, Lang::Ar)));
    let half = half
        .into_iter()
        .map(|(suffix, present, missing)| Error::HalfPair {
            present,
            missing: match missing {
                Lang::Ar => "Arabic",
                Lang::En => "English",
            },
            expected: with_suffix(key.stem(missing), suffix),
        });
    let half = half.collect();
    (whole, half)
}

fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Makes names unique; `roots` holds for each pair the path under which it was found.
fn make_unique(pairs: &mut [Pair], roots: &[PathBuf]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for pair in pairs.iter() {
        *counts.entry(pair.name.clone()).or_default() += 1;
    }
    for (pair, root) in pairs.iter_mut().zip(roots) {
        if counts[&pair.name] > 1
            && root.is_dir()
            && let Some(folder) = canonical(root).file_name()
        {
            pair.name = format!("{}/{}", folder.to_string_lossy(), pair.name);
        }
    }
    let mut taken: HashSet<String> = HashSet::new();
    for pair in pairs {
        let numbered = (2..).map(|number| format!("{} ({number})", pair.name));
        let mut names = std::iter::once(pair.name.clone()).chain(numbered);
        let name = names
            .find(|name| !taken.contains(name))
            .expect("numbers do not run out");
        taken.insert(name.clone());
        pair.name = name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with the given empty files, and what is found under the given paths in it.
    fn search(files: &[&str], paths: &[&str]) -> (Vec<(String, String, String)>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let roots: Vec<_> = paths.iter().map(|path| folder.path().join(path)).collect();
        let short = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
        let found = pairs(&roots);
        let path = |path: &Path| short(path.display().to_string());
        (
            found
                .found
                .iter()
                .map(|pair| (pair.name.clone(), path(&pair.ar), path(&pair.en)))
                .collect(),
            found
                .faults
                .into_iter()
                .map(|fault| short(fault.to_string()))
                .collect(),
        )
    }

    #[track_caller]
    fn check(files: &[&str], paths: &[&str], expected: &[(&str, &str, &str)], faults: &[&str]) {
        let (found, found_faults) = search(files, paths);
        let expected: Vec<_> = expected
            .iter()
            .map(|&(n, a, e)| (n.to_owned(), a.to_owned(), e.to_owned()))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(found_faults, faults);
    }

    #[test]
    fn names_with_a_language_pair_in_one_folder() {
        check(
            &[
                "a/b.en.txt",
                "a/b.ar.txt",
                "a/b.gold.tsv",
                "a/.c.ar.txt",
                "c.d.ar.html",
                "c.d.en.md",
                "README.md",
                "e.ar",
                "e.en",
                "ar",
            ],
            &[""],
            &[
                ("a/b", "a/b.ar.txt", "a/b.en.txt"),
                ("c.d", "c.d.ar.html", "c.d.en.md"),
                ("e", "e.ar", "e.en"),
            ],
            &[],
        );
    }

    #[test]
    fn folders_with_a_language_pair_below_each_other() {
        check(
            &[
                "x/ar/2024/a.txt",
                "x/en/2024/a.html",
                "ar/b.md",
                "en/b.md",
                "ar/c.ar.txt",
                "en/c.en.txt",
            ],
            &[""],
            &[
                ("b", "ar/b.md", "en/b.md"),
                ("c", "ar/c.ar.txt", "en/c.en.txt"),
                ("x/2024/a", "x/ar/2024/a.txt", "x/en/2024/a.html"),
            ],
            &[],
        );
    }

    #[test]
    fn a_missing_side_is_named_with_the_place_where_it_was_expected() {
        check(
            &["a.ar.txt", "en/b.md", "c.ar.txt", "c.ar.md", "c.en.md"],
            &[""],
            &[("c", "c.ar.md", "c.en.md")],
            &[
                "a.ar.txt has no English side: expected a.en.txt",
                "en/b.md has no Arabic side: expected ar/b.md",
                "c.ar.txt has no English side: expected c.en.txt",
            ],
        );
    }

    #[test]
    fn a_path_may_be_one_side() {
        let files = [
            "x/ar/2024/a.txt",
            "x/en/2024/a.htm",
            "b.ar.md",
            "b.en.txt",
            "notes.txt",
        ];
        check(&files, &["b.en.txt"], &[("b", "b.ar.md", "b.en.txt")], &[]);
        check(
            &files,
            &["x/ar/2024/a.txt"],
            &[("a", "x/ar/2024/a.txt", "x/en/2024/a.htm")],
            &[],
        );
        check(
            &files,
            &["x/ar"],
            &[("2024/a", "x/ar/2024/a.txt", "x/en/2024/a.htm")],
            &[],
        );
        let reason = "notes.txt: the name says no language, as NAME.ar.txt or ar/NAME.txt would";
        check(&files, &["notes.txt"], &[], &[reason]);
    }

    #[test]
    fn names_are_unique_and_pairs_count_once() {
        check(
            &[
                "x/a.ar.txt",
                "x/a.en.txt",
                "y/a.ar.txt",
                "y/a.en.txt",
                "y/b.ar.txt",
                "y/b.en.txt",
                "y/b.ar.md",
                "y/b.en.md",
            ],
            &["x", "y", "x/a.ar.txt", "y"],
            &[
                ("x/a", "x/a.ar.txt", "x/a.en.txt"),
                ("y/a", "y/a.ar.txt", "y/a.en.txt"),
                ("y/b", "y/b.ar.txt", "y/b.en.txt"),
                ("y/b (2)", "y/b.ar.md", "y/b.en.md"),
            ],
            &[],
        );
    }

    #[test]
    fn what_cannot_be_searched_is_reported() {
        check(
            &["a/b.txt"],
            &["a", "c"],
            &[],
            &["no pair of articles in a", "could not read c"],
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_in_circles_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.ar.txt"), "").unwrap();
        fs::write(folder.path().join("a.en.txt"), "").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("b.ar.txt")).unwrap();
        let found = pairs(&[folder.path().to_path_buf()]);
        assert_eq!(found.found.len(), 1);
        assert!(
            matches!(found.faults.as_slice(), [Error::Read { .. }]),
            "{:?}",
            found.faults
        );
    }
}
