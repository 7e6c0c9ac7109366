//! The command line itself: help, usage errors, and that the README knows every command.

use super::harness::Workdir;

const COMMANDS: [&str; 21] = [
    "build",
    "split",
    "align",
    "lookup",
    "search",
    "add",
    "edit",
    "confirm",
    "reject",
    "remove",
    "show",
    "import",
    "export",
    "pretranslate",
    "stats",
    "analyze",
    "check",
    "verify",
    "optimize",
    "backup",
    "completions",
];

#[test]
fn every_command_has_help_with_an_example_and_stands_in_the_readme() {
    let dir = Workdir::new();
    let readme = include_str!("../../README.md");
    let help = dir.run(["--help"]).code(0).stdout();
    let listed: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|word| !word.is_empty() && *word != "help")
        .collect();
    assert_eq!(listed, COMMANDS);
    for command in COMMANDS {
        dir.run([command, "--help"])
            .code(0)
            .shows("Example:")
            .shows(&format!("dhakira {command}").replace("dhakira build", "build"));
        assert!(
            readme.contains(&format!("`dhakira {command}")),
            "{command} is not in the README"
        );
    }
}

#[test]
fn wrong_arguments_are_usage_errors() {
    let dir = Workdir::new();
    dir.file("tm.tsv", "نعم\tYes")
        .run(["import", "tm.tsv"])
        .code(0);
    for args in [
        &["frobnicate"][..],
        &[],
        &["build"],
        &["lookup", "--min", "102", "x"],
        &["lookup", "--limit", "0", "x"],
        &["--color", "never", "bogus"],
        &["align", "one"],
        &["align", "a", "b", "--out", "c"],
        &["export", "--min-confidence", "2"],
        &["export", "--lang-map", "ar"],
        &["split", "--explain", "--format", "json"],
        &["export", "--srx", "a.srx", "a.tmx"],
        &["align", "--sentences", "--srx", "a.srx", "a", "b"],
    ] {
        let run = dir.run(args);
        run.code(2);
        let stderr = run.stderr();
        let lines: Vec<&str> = stderr.lines().collect();
        assert!(
            run.stdout().is_empty() && lines[0].starts_with("dhakira: error: "),
            "{run}"
        );
        assert!(lines.len() == 2 && lines[1].starts_with("hint: "), "{run}");
    }
}

#[test]
fn the_version_is_told() {
    Workdir::new()
        .run(["--version"])
        .code(0)
        .shows(env!("CARGO_PKG_VERSION"));
}

#[test]
fn completions_are_printed_for_each_shell() {
    for shell in ["bash", "zsh", "fish"] {
        Workdir::new()
            .run(["completions", shell])
            .code(0)
            .shows("lookup");
    }
}
