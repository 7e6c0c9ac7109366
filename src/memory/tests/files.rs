//! What the memory promises of its file: making, opening, refusing, sharing it.

use std::sync::Mutex;

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

#[test]
fn a_memory_is_made_with_its_folders_and_opened_again() {
    let folder = folder();
    let path = folder.path().join("a/b/tm.db");
    assert!(matches!(Memory::open(&path), Err(Error::NoMemory { .. })));
    let mut memory = Memory::create_or_open(&path).expect("it is made");
    memory
        .import([unit("نعم", "Yes")], OnConflict::KeepBoth)
        .expect("it goes in");
    memory.close().expect("it closes");
    assert_eq!(
        std::fs::read_dir(folder.path().join("a/b"))
            .expect("it is there")
            .count(),
        1
    );
    let memory = Memory::open_read_only(&path).expect("it opens");
    assert_eq!(memory.count_units().expect("it can be read"), 1);
    drop(memory);
    assert_eq!(
        std::fs::read_dir(folder.path().join("a/b"))
            .expect("it is there")
            .count(),
        1
    );
}

#[test]
fn a_memory_opened_to_read_cannot_be_written() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    Memory::create_or_open(&path)
        .expect("it is made")
        .close()
        .expect("it closes");
    let mut memory = Memory::open_read_only(&path).expect("it opens");
    assert!(
        memory
            .import([unit("نعم", "Yes")], OnConflict::KeepBoth)
            .is_err()
    );
}

/// Opens what `content` says in every way; none may succeed or change it.
fn refused(content: &[u8]) -> Error {
    let folder = folder();
    let path = folder.path().join("tm.db");
    std::fs::write(&path, content).expect("it can be written");
    let open: [fn(&Path) -> crate::Result<Memory>; 3] =
        [Memory::create_or_open, Memory::open, Memory::open_read_only];
    let error = open
        .map(|open| open(&path).expect_err("it is no memory"))
        .into_iter()
        .next()
        .expect("three");
    assert_eq!(std::fs::read(&path).expect("it is there"), content);
    error
}

fn sqlite_file(sql: &str) -> Vec<u8> {
    let folder = folder();
    let path = folder.path().join("x.db");
    let connection = rusqlite::Connection::open(&path).expect("it opens");
    connection.execute_batch(sql).expect("it runs");
    drop(connection);
    std::fs::read(path).expect("it is there")
}

#[test]
fn what_is_no_memory_is_refused_and_left_alone() {
    let mut random: Vec<u8> = b"SQLite format 3\0".to_vec();
    random.extend((0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
    let foreign = sqlite_file("CREATE TABLE t (x); PRAGMA user_version = 1;");
    for content in [b"a letter".to_vec(), vec![0; 8192], random, foreign] {
        let error = refused(&content);
        assert!(matches!(error, Error::NotAMemory { .. }), "{error:?}");
    }
}

#[test]
fn a_memory_that_was_cut_short_is_refused_and_left_alone() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    let mut memory = Memory::create_or_open(&path).expect("it is made");
    let units = (0..500).map(|n| unit(&format!("جملة {n}"), &format!("Sentence {n}")));
    memory
        .import(units, OnConflict::KeepBoth)
        .expect("it goes in");
    memory.close().expect("it closes");
    let whole = std::fs::read(&path).expect("it is there");
    for length in [100, 4096, whole.len() / 2, whole.len() - 4096] {
        let error = refused(&whole[..length]);
        assert!(
            matches!(error, Error::NotAMemory { .. }),
            "{length}: {error:?}"
        );
    }
}

#[test]
fn a_memory_of_a_newer_program_is_refused() {
    let content = sqlite_file(&format!(
        "{} PRAGMA application_id = {}; PRAGMA user_version = 999;",
        include_str!("../../../schemas/001-memory.sql"),
        0x6468_6b72
    ));
    let error = refused(&content);
    assert!(
        matches!(
            error,
            Error::MemoryTooNew {
                found: 999,
                supported: 3,
                ..
            }
        ),
        "{error:?}"
    );
}

#[test]
fn an_empty_file_may_become_a_memory_but_is_none() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    std::fs::write(&path, "").expect("it can be written");
    assert!(matches!(Memory::open(&path), Err(Error::NotAMemory { .. })));
    Memory::create_or_open(&path).expect("nothing is lost");
}

#[cfg(unix)]
#[test]
fn a_place_where_nothing_can_be_made_is_named() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    // A name that leads nowhere stands for a folder that cannot be written, which the super-user never meets.
    std::os::unix::fs::symlink(folder.path().join("missing/tm.db"), &path).expect("it is made");
    let error = Memory::create_or_open(&path).expect_err("it cannot be made");
    assert!(matches!(error, Error::Write { .. }), "{error:?}");
    assert!(error.to_string().contains("tm.db"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_memory_whose_log_cannot_be_made_answers_and_takes_nothing() {
    let folder = folder();
    let path = folder.path().join("t #1%.db");
    let mut memory = Memory::create_or_open(&path).expect("it is made");
    memory
        .import([unit("نعم", "Yes")], OnConflict::KeepBoth)
        .expect("it goes in");
    memory.close().expect("it closes");
    // A link that leads to itself stands for a folder that cannot be written, which the super-user never meets.
    let index = folder.path().join("t #1%.db-shm");
    std::os::unix::fs::symlink(&index, &index).expect("it is made");
    let memory = Memory::open_read_only(&path).expect("it opens");
    assert_eq!(memory.count_units().expect("it can be read"), 1);
    assert_eq!(memory.verify().expect("it can be read"), []);
    for error in [Memory::open(&path), Memory::create_or_open(&path)] {
        let error = error.expect_err("it cannot be written");
        assert!(matches!(error, Error::Write { .. }), "{error:?}");
    }
    // What stands in the log only would be left out of every answer.
    std::fs::write(folder.path().join("t #1%.db-wal"), "changes").expect("it is written");
    let error = Memory::open_read_only(&path).expect_err("it would not tell all");
    assert!(matches!(error, Error::Format { .. }), "{error:?}");
}

#[test]
fn a_second_writer_waits_and_is_told_that_the_memory_is_busy() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    let mut first = Memory::create_or_open(&path).expect("it is made");
    let mut second = Memory::open(&path).expect("it opens");
    let wait = std::time::Duration::from_millis(10);
    second.connection.busy_timeout(wait).expect("it is set");
    let units = std::iter::once_with(|| {
        let error = second
            .import([unit("لا", "No")], OnConflict::KeepBoth)
            .expect_err("the first is not done");
        assert!(matches!(error, Error::MemoryBusy { .. }), "{error:?}");
        unit("نعم", "Yes")
    });
    first
        .import(units, OnConflict::KeepBoth)
        .expect("it goes in");
    second
        .import([unit("لا", "No")], OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(texts(&first), [row(1, "نعم", "Yes"), row(2, "لا", "No")]);
}

#[test]
fn writers_that_make_a_memory_at_once_make_one() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    std::thread::scope(|scope| {
        for n in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let mut memory = Memory::create_or_open(path).expect("it opens");
                let unit = unit(&format!("جملة {n}"), "Sentence");
                memory
                    .import([unit], OnConflict::KeepBoth)
                    .expect("it goes in");
            });
        }
    });
    let memory = Memory::open_read_only(&path).expect("it opens");
    assert_eq!(memory.count_units().expect("it can be read"), 8);
    assert_eq!(memory.verify().expect("it can be read"), []);
}

#[test]
fn units_are_read_as_they_were_at_the_start() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    let mut writer = Memory::create_or_open(&path).expect("it is made");
    writer
        .import([aligned(0, "نعم", "Yes")], OnConflict::KeepBoth)
        .expect("it goes in");
    let reader = Memory::open_read_only(&path).expect("it opens");
    let mut seen = Vec::new();
    reader
        .for_each_unit(&UnitFilter::default(), |stored| {
            // Of no document, so it would be read by the next query.
            writer.import([unit("لا", "No")], OnConflict::KeepBoth)?;
            assert_eq!(texts(&reader).len(), 1);
            seen.push(stored.id.0);
            Ok(())
        })
        .expect("it can be read");
    assert_eq!((seen, texts(&reader).len()), (vec![1], 2));
}

#[test]
fn readers_go_on_while_a_writer_writes_and_see_all_or_nothing() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    let mut writer = Memory::create_or_open(&path).expect("it is made");
    // The units are asked for on another thread.
    let reader = Mutex::new(Memory::open_read_only(&path).expect("it opens"));
    let count = || {
        let reader = reader.lock().expect("nobody has failed");
        reader.count_units().expect("it can be read")
    };
    let units = (0..500).map(|n| {
        if n % 100 == 0 {
            assert_eq!(count(), 0);
        }
        unit(&format!("جملة {n}"), &format!("Sentence {n}"))
    });
    writer
        .import(units, OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(count(), 500);
}

#[test]
fn the_log_is_there_again_after_an_import_into_an_empty_memory() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    let mut memory = Memory::create_or_open(&path).expect("it is made");
    let units = || (0..20).map(|n| unit(&format!("جملة {n}"), "Sentence"));
    memory
        .import(units(), OnConflict::KeepBoth)
        .expect("it goes in");
    let mode: String = memory
        .connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .expect("it can be read");
    assert_eq!(mode, "wal");
    // Somebody else who has an empty one open goes on reading it.
    let path = folder.path().join("other.db");
    let mut memory = Memory::create_or_open(&path).expect("it is made");
    let reader = Memory::open_read_only(&path).expect("it opens");
    memory
        .import(units(), OnConflict::KeepBoth)
        .expect("it goes in");
    assert_eq!(reader.count_units().expect("it can be read"), 20);
}

#[test]
fn a_memory_of_older_forms_is_brought_up_to_date_when_it_is_opened() {
    let folder = folder();
    let path = folder.path().join("tm.db");
    let mut memory = Memory::create_or_open(&path).expect("it is made");
    let units = (0..7).map(|n| unit(&format!("جملة {n}"), "Sentence"));
    memory
        .import(units, OnConflict::KeepBoth)
        .expect("it goes in");
    memory
        .connection
        .execute_batch(
            "UPDATE setting SET value = '0' WHERE name = 'forms'; UPDATE unit SET ar_key = id, en_key = 7",
        )
        .expect("it is as an older program left it");
    memory.close().expect("it closes");
    let memory = Memory::open(&path).expect("it opens");
    assert_eq!(memory.verify().expect("it can be read"), []);
}
