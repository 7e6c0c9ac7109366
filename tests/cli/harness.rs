//! A folder of its own for each test, and the program run inside it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Runs of the program in a temporary folder that is removed at the end.
pub(crate) struct Workdir {
    folder: tempfile::TempDir,
}

impl Workdir {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder"))
            .expect("folders can be made");
        fs::write(path, content).expect("files can be written");
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
        self.run_with(args, "")
    }

    /// Runs the program with `stdin`; the memory is `tm.db` in the folder unless the arguments say otherwise.
    pub(crate) fn run_with(
        &self,
        args: impl IntoIterator<Item = impl AsRef<OsStr>>,
        stdin: impl AsRef<[u8]>,
    ) -> Run {
        let mut command = program(self.folder.path());
        command.args(args);
        let line = format!("{command:?}");
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut pipe = child.stdin.take().expect("it is piped");
        let bytes = stdin.as_ref().to_vec();
        // A program that reads nothing closes the pipe; that is not the test's concern.
        let writer = std::thread::spawn(move || drop(pipe.write_all(&bytes)));
        let output = child.wait_with_output().expect("it ends");
        writer.join().expect("the writer does not panic");
        Run { line, output }
    }
}

/// The program, in a folder, with nothing of the tester's environment that changes what it does.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dhakira"));
    command
        .current_dir(folder)
        .env("DHAKIRA_TM", "tm.db")
        .env("USER", "tester")
        .env_remove("NO_COLOR");
    command
}

/// What a run gave.
pub(crate) struct Run {
    line: String,
    output: Output,
}

impl Run {
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("standard output is UTF-8")
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("standard error is UTF-8")
    }

    /// The exit code is as given, and nothing panicked.
    #[track_caller]
    pub(crate) fn code(&self, code: i32) -> &Self {
        assert!(!self.stderr().contains("panicked"), "{self}");
        assert_eq!(self.output.status.code(), Some(code), "{self}");
        self
    }

    /// Standard output is exactly this.
    #[track_caller]
    pub(crate) fn prints(&self, stdout: &str) -> &Self {
        assert_eq!(self.stdout(), stdout, "{self}");
        self
    }

    /// Standard output has this in it.
    #[track_caller]
    pub(crate) fn shows(&self, part: &str) -> &Self {
        assert!(
            self.stdout().contains(part),
            "no {part:?} in standard output\n{self}"
        );
        self
    }

    /// Standard error has this in it.
    #[track_caller]
    pub(crate) fn says(&self, part: &str) -> &Self {
        assert!(
            self.stderr().contains(part),
            "no {part:?} in standard error\n{self}"
        );
        self
    }

    /// The lines of standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let stdout = self.stdout();
        stdout
            .lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}\n{self}"))
            })
            .collect()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rule = "-".repeat(60);
        let Output { status, .. } = &self.output;
        write!(
            f,
            "{}\n{rule}\n{status}\n{rule}\n{}{rule}\n{}",
            self.line,
            self.stdout(),
            self.stderr()
        )
    }
}
