//! Files that come packed: gzip, and zip archives that hold one file of units.
//!
//! What is packed is told by its first bytes, whatever its name. Of an archive, the
//! names inside serve only to find the one file whose suffix names a format; they are never
//! used as paths. Everything streams; what expands beyond all measure is broken off, so
//! that a small file cannot keep a machine busy for days.

use std::borrow::Cow;
use std::io::{self, BufWriter, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use flate2::write::GzEncoder;
use flate2::{Compression, Crc};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::Format;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    /// One file in gzip's format, or several end to end.
    Gzip,
    /// An archive.
    Zip,
}

impl Packing {
    /// Returns the packing that the last suffix of `path` names, in capital or small letters.
    pub fn of_path(path: impl AsRef<Path>) -> Option<Packing> {
        let suffix = path.as_ref().extension()?.to_str()?;
        let is = |name: &str| suffix.eq_ignore_ascii_case(name);
        match () {
            () if is("gz") => Some(Packing::Gzip),
            () if is("zip") => Some(Packing::Zip),
            () => None,
        }
    }

    /// Returns the packing of what begins with these bytes.
    fn of_start(start: &[u8]) -> Option<Packing> {
        match start {
            [0x1F, 0x8B, ..] => Some(Packing::Gzip),
            [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6] => Some(Packing::Zip),
            _ => None,
        }
    }
}

/// A file, ready to be read.
pub struct Unpacked {
    /// What was in it.
    pub input: Box<dyn Read + Send>,
    /// The format that the name inside an archive says it has.
    pub format: Option<Format>,
}

/// How many bytes begin a file that is told by them.
const MAGIC: u64 = 4;

/// How many files an archive may hold.
const ENTRIES: usize = 10_000;

/// How many times as large a file may grow, once it is larger than [`FREE`].
const RATIO: u64 = 250;

/// How many bytes come out of any file, however small it is.
const FREE: u64 = 256 << 20;

/// Unpacks a file; what is not packed is given as it is.
///
/// # Errors
///
/// When it cannot be read; [`ErrorKind::InvalidData`], with the reason in words, for an archive
/// that is broken, encrypted, or does not hold exactly one file whose suffix names a format.
pub fn unpack<R: Read + Seek + Send + 'static>(mut file: R) -> io::Result<Unpacked> {
    // It may have been read before: what is read twice is one file.
    file.seek(SeekFrom::Start(0))?;
    let start = start_of(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    let input: Box<dyn Read + Send> = match Packing::of_start(&start) {
        Some(Packing::Zip) => return entry(file),
        Some(Packing::Gzip) => gunzip(file),
        None => Box::new(file),
    };
    let format = None;
    Ok(Unpacked { input, format })
}

/// Unpacks what can be read only once, such as standard input; what is not packed is given as it is.
///
/// # Errors
///
/// When it cannot be read, and for archives, whose table of contents is at their end.
pub fn unpack_stream<R: Read + Send + 'static>(mut stream: R) -> io::Result<Box<dyn Read + Send>> {
    let start = start_of(&mut stream)?;
    let packing = Packing::of_start(&start);
    let whole = Cursor::new(start).chain(stream);
    match packing {
        Some(Packing::Zip) => Err(invalid("a zip archive must be a file, not a stream")),
        Some(Packing::Gzip) => Ok(gunzip(whole)),
        None => Ok(Box::new(whole)),
    }
}

fn start_of(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    input.take(MAGIC).read_to_end(&mut start)?;
    Ok(start)
}

fn invalid(reason: impl Into<Cow<'static, str>>) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, reason.into())
}

fn gunzip<R: Read + Send + 'static>(packed: R) -> Box<dyn Read + Send> {
    let (counted, count) = Counted::new(packed);
    Box::new(Measured::new(MultiGzDecoder::new(counted), count, None))
}

/// Opens the one file of an archive that holds units.
fn entry<R: Read + Seek + Send + 'static>(file: R) -> io::Result<Unpacked> {
    let broken = |error: ZipError| match error {
        ZipError::Io(error) => error,
        error => invalid(format!("the archive cannot be read: {error}")),
    };
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    if archive.len() > ENTRIES {
        return Err(invalid(format!(
            "the archive holds more than {ENTRIES} files"
        )));
    }
    let mut found = None;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(broken)?;
        let name = entry.name().map_err(broken)?;
        // Macs put a shadow of each file into a folder of its own.
        if !entry.is_file() || name.starts_with("__MACOSX/") {
            continue;
        }
        if let Some(format) = Format::of_path(&*name) {
            if found.is_some() {
                return Err(invalid(
                    "the archive holds several files of units; unpack it and name them",
                ));
            }
            found = Some((index, format));
        }
    }
    let Some((index, format)) = found else {
        return Err(invalid(
            "the archive holds no file whose suffix names a format",
        ));
    };
    let entry = archive.by_index_raw(index).map_err(broken)?;
    if entry.encrypted() {
        return Err(invalid("the file in the archive is encrypted"));
    }
    let (method, length, crc) = (entry.compression(), entry.compressed_size(), entry.crc32());
    let start = entry
        .data_start()
        .ok_or_else(|| invalid("the archive does not say where its file begins"))?;
    drop(entry);
    let mut file = archive.into_inner();
    file.seek(SeekFrom::Start(start))?;
    let (packed, count) = Counted::new(file.take(length));
    let input: Box<dyn Read + Send> = match method {
        CompressionMethod::Stored => Box::new(Measured::new(packed, count, Some(crc))),
        CompressionMethod::Deflated => {
            let unpacked = DeflateDecoder::new(packed);
            Box::new(Measured::new(unpacked, count, Some(crc)))
        }
        method => {
            return Err(invalid(format!(
                "the file in the archive is packed as {method}, which is not known here"
            )));
        }
    };
    let format = Some(format);
    Ok(Unpacked { input, format })
}

/// Counts the bytes that are read.
struct Counted<R> {
    input: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    fn new(input: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        let shared = Arc::clone(&count);
        (Self { input, count }, shared)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(target)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What was unpacked, held against the measure of what is honest and against its checksum.
struct Measured<R> {
    input: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    crc: Crc,
    /// The checksum that is to come out at the end.
    expected: Option<u32>,
}

impl<R> Measured<R> {
    fn new(input: R, packed: Arc<AtomicU64>, expected: Option<u32>) -> Self {
        Self {
            input,
            packed,
            unpacked: 0,
            crc: Crc::new(),
            expected,
        }
    }
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(target)?;
        self.unpacked += count as u64;
        let packed = self.packed.load(Ordering::Relaxed);
        if self.unpacked > FREE && self.unpacked > packed.saturating_mul(RATIO) {
            return Err(invalid(format!(
                "unpacked, it is more than {RATIO} times as large, as no honest file is"
            )));
        }
        if let Some(expected) = self.expected {
            self.crc.update(&target[..count]);
            if count == 0 && !target.is_empty() && self.crc.sum() != expected {
                return Err(invalid("the file in the archive is damaged"));
            }
        }
        Ok(count)
    }
}

/// How hard gzip tries, of 9: the usual 6 takes twice the time, for files that are 7 % smaller.
const LEVEL: Compression = Compression::new(3);

/// A file that is written, packed or as it is.
pub enum Output<W: Write> {
    /// As it is.
    Plain(BufWriter<W>),
    /// In gzip's format, without a name or a date, so that the same units give the same bytes.
    Gzip(Box<GzEncoder<W>>),
}

/// How much is written at a time, in bytes.
const BUFFER: usize = 1 << 18;

impl<W: Write> Output<W> {
    /// Starts a file as `packing` says, `None` for one that is not packed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] for an archive.
    pub fn new(packing: Option<Packing>, output: W) -> io::Result<Self> {
        match packing {
            None => Ok(Output::Plain(BufWriter::with_capacity(BUFFER, output))),
            Some(Packing::Gzip) => {
                let encoder = GzEncoder::new(output, LEVEL);
                Ok(Output::Gzip(Box::new(encoder)))
            }
            Some(Packing::Zip) => Err(io::Error::new(
                ErrorKind::Unsupported,
                "zip archives are only read; name a file that ends in .gz",
            )),
        }
    }

    /// Ends the file; without this call it is not whole.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Output::Plain(mut output) => output.flush(),
            Output::Gzip(encoder) => encoder.finish()?.flush(),
        }
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Plain(output) => output.write(bytes),
            Output::Gzip(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Plain(output) => output.flush(),
            Output::Gzip(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        let mut output = Output::new(Some(Packing::Gzip), &mut packed).unwrap();
        output.write_all(bytes).unwrap();
        output.finish().unwrap();
        packed
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            archive.start_file(*name, options).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// The text, and the format that an archive names.
    fn unpacked(bytes: Vec<u8>) -> io::Result<(String, Option<Format>)> {
        let Unpacked { mut input, format } = unpack(Cursor::new(bytes))?;
        let mut text = String::new();
        input.read_to_string(&mut text)?;
        Ok((text, format))
    }

    #[test]
    fn a_file_is_unpacked_from_its_start_wherever_it_has_been_read_to() {
        let mut file = Cursor::new(gzip(b"text"));
        file.seek(SeekFrom::End(0)).unwrap();
        let mut text = String::new();
        unpack(file)
            .unwrap()
            .input
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "text");
    }

    #[test]
    fn what_is_packed_is_told_by_its_bytes() {
        for (name, bytes, format) in [
            ("plain", b"text".to_vec(), None),
            ("gzip", gzip(b"text"), None),
            ("gzip twice", [gzip(b"te"), gzip(b"xt")].concat(), None),
            (
                "zip",
                zip(&[
                    ("readme", b"no"),
                    ("../../etc/A.TMX", b"text"),
                    ("__MACOSX/._A.tmx", b"no"),
                ]),
                Some(Format::Tmx),
            ),
            (
                "zip of a table",
                zip(&[("a.tsv", b"text")]),
                Some(Format::Tsv),
            ),
        ] {
            assert_eq!(
                unpacked(bytes).unwrap(),
                ("text".to_owned(), format),
                "{name}"
            );
        }
        for short in ["", "P", "PK", "\u{1f}"] {
            assert_eq!(unpacked(short.into()).unwrap(), (short.to_owned(), None));
        }
    }

    #[test]
    fn a_stream_is_unpacked_unless_it_is_an_archive() {
        let mut text = String::new();
        unpack_stream(Cursor::new(gzip(b"text")))
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "text");
        let error = unpack_stream(Cursor::new(zip(&[("a.tmx", b"text")]))).err();
        assert_eq!(
            error.unwrap().to_string(),
            "a zip archive must be a file, not a stream"
        );
    }

    #[test]
    fn archives_that_are_of_no_use_are_told() {
        let mut damaged = zip(&[("a.tmx", b"text")]);
        let at = damaged.windows(4).position(|four| four == b"a.tm").unwrap();
        // The first byte of what is packed: a block of no kind.
        damaged[at + 5] ^= 0xFF;
        let whole = zip(&[("a.tmx", b"text")]);
        for (name, bytes, reason) in [
            (
                "nothing",
                zip(&[]),
                "the archive holds no file whose suffix names a format",
            ),
            (
                "two",
                zip(&[("a.tmx", b"a"), ("b/a.tsv", b"b")]),
                "the archive holds several files of units; unpack it and name them",
            ),
            (
                "cut",
                whole[..whole.len() / 2].to_vec(),
                "the archive cannot be read: ",
            ),
            ("damaged", damaged, ""),
        ] {
            let error = unpacked(bytes).expect_err(name).to_string();
            assert!(error.starts_with(reason), "{name}: {error}");
        }
    }

    #[test]
    fn an_archive_with_any_byte_changed_is_no_panic() {
        let whole = zip(&[("a.tmx", b"some text, some text, some text")]);
        for at in 0..whole.len() {
            for byte in [0, 0xFF, whole[at] ^ 1] {
                let mut bytes = whole.clone();
                bytes[at] = byte;
                let _ = unpacked(bytes);
            }
            let _ = unpacked(whole[..at].to_vec());
        }
    }

    #[test]
    fn what_expands_beyond_measure_is_broken_off() {
        let (packed, count) = Counted::new(&b"few bytes"[..]);
        drop(packed);
        let mut bomb = Measured::new(io::repeat(b' '), count, None);
        let mut bytes = 0u64;
        let mut block = vec![0; 1 << 20];
        let error = loop {
            match bomb.read(&mut block) {
                Ok(count) => bytes += count as u64,
                Err(error) => break error,
            }
        };
        assert_eq!(bytes, FREE);
        assert!(error.to_string().contains("250 times as large"), "{error}");
    }
}
