//! Findings as SARIF 2.1.0, written one by one so that memory stays flat.

use std::io::{self, Write};
use std::path::Path;

use dhakira::report::checks::{Finding, Rule};
use serde_json::{Value, json};

/// Where a finding stands.
pub(super) struct Place<'a> {
    /// The file; `None` for the memory.
    pub(super) file: Option<&'a Path>,
    pub(super) line: Option<u64>,
    pub(super) unit: u64,
    /// Characters of the side's text.
    pub(super) span: Option<[usize; 2]>,
    /// What stays the same when other pairs change.
    pub(super) digest: Option<String>,
}

/// A log that is being written.
#[derive(Debug, Default)]
pub(super) struct Log {
    results: u64,
}

impl Log {
    /// Writes what stands before the results.
    pub(super) fn begin(&mut self, out: &mut impl Write) -> io::Result<()> {
        let rules: Vec<Value> = Rule::ALL
            .into_iter()
            .map(|rule| {
                json!({
                    "id": rule.name(),
                    "shortDescription": { "text": rule.about() },
                    "defaultConfiguration": { "level": rule.severity().name() },
                })
            })
            .collect();
        let driver = json!({
            "name": "dhakira",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    /// Adds a finding.
    pub(super) fn add(
        &mut self,
        finding: &Finding,
        place: &Place<'_>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let level = finding.severity.name();
        let mut location = json!({
            "logicalLocations": [{ "name": format!("unit {}", place.unit), "kind": "element" }],
        });
        if let Some(file) = place.file {
            location["physicalLocation"] = json!({ "artifactLocation": { "uri": uri(file) } });
            if let Some(line) = place.line {
                location["physicalLocation"]["region"] = json!({ "startLine": line });
            }
        }
        let mut result = json!({
            "ruleId": finding.rule.name(),
            "level": level,
            "message": { "text": finding.evidence },
            "locations": [location],
            "properties": { "side": finding.side, "span": place.span },
        });
        // Findings of pairs without a side would all have the same.
        if let Some(digest) = &place.digest {
            result["partialFingerprints"] = json!({ "pair/v1": digest });
        }
        let comma = if self.results > 0 { "," } else { "" };
        self.results += 1;
        write!(out, "{comma}\n{result}")
    }

    /// Writes what stands behind the results.
    pub(super) fn end(&mut self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\n]}}]}}")
    }
}

/// A path as a relative reference: what RFC 3986 does not allow is written in per cent.
fn uri(path: &Path) -> String {
    let path = path.to_string_lossy();
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            byte if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) => {
                uri.push(byte.into())
            }
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
