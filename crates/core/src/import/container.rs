//! Files that hold other files: what they are is told by the names within and by how they begin, before anything is
//! unpacked. Nothing is ever written under a name found in one.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::error::ImportError;

/// The most a spreadsheet may unpack to, in millions of bytes.
const MAX_MEGABYTES: u64 = 256;
/// The most it may unpack to, as a multiple of its packed size. (Real ones stay below 30.)
const MAX_RATIO: u64 = 200;
/// The most files within it.
const MAX_ENTRIES: usize = 1000;

/// Whether `head` begins a zip archive, as .xlsx files do.
#[must_use]
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Why a file that begins like this cannot be read, unless it may be one that can.
pub(super) fn refused(
    file: &mut File,
    head: &[u8],
    path: &Path,
) -> io::Result<Option<ImportError>> {
    const ARCHIVES: [&[u8]; 4] = [b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh"];
    let path = path.to_owned();
    Ok(if head.starts_with(b"\xd0\xcf\x11\xe0") {
        Some(compound(file, path)?)
    } else if ARCHIVES.iter().any(|begin| head.starts_with(begin)) {
        Some(ImportError::Packed(path))
    } else if [b"%PDF-".as_slice(), b"{\\rtf"]
        .iter()
        .any(|begin| head.starts_with(begin))
    {
        Some(ImportError::NotATable(path))
    } else {
        None
    })
}

/// Whether a text that begins like this is a page of the web or XML, as which some programs write their spreadsheets.
pub(super) fn is_markup(first_line: &str) -> bool {
    let begin: String = first_line.trim_start().chars().take(9).collect();
    let begin = begin.to_ascii_lowercase();
    ["<?xml", "<html", "<!doctype", "<table", "<head", "<meta"]
        .iter()
        .any(|mark| begin.starts_with(mark))
}

/// One of Microsoft's older files within a file: an .xls, a letter, or a spreadsheet locked with a password. The names
/// within are in UTF-16.
fn compound(file: &mut File, path: std::path::PathBuf) -> io::Result<ImportError> {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let names: [Vec<u8>; 3] = ["EncryptedPackage", "WordDocument", "PowerPoint Document"].map(wide);
    let mut found = [false; 3];
    file.seek(SeekFrom::Start(0))?;
    let mut block = vec![0; 1 << 16];
    // What was read before stays in front, for a name may lie across two blocks.
    let mut kept = 0;
    loop {
        let read = file.read(block.get_mut(kept..).unwrap_or_default())?;
        if read == 0 {
            break;
        }
        let seen = block.get(..kept + read).unwrap_or_default();
        for (name, found) in names.iter().zip(&mut found) {
            *found |= seen.windows(name.len()).any(|window| window == name);
        }
        let most = names.iter().map(Vec::len).max().unwrap_or(0);
        let from = seen.len().saturating_sub(most);
        kept = seen.len() - from;
        block.copy_within(from..from + kept, 0);
    }
    Ok(match found {
        [true, ..] => ImportError::Locked(path),
        [_, false, false] => ImportError::OtherFormat(path),
        _ => ImportError::NotATable(path),
    })
}

/// Whether the zip archive is a spreadsheet of a size that can be read. Unpacks every file of it into nothing, counting:
/// sizes that are only declared can lie.
///
/// # Errors
/// When it is none, too big, damaged or unreadable.
pub(super) fn check_spreadsheet(file: &mut File, path: &Path) -> Result<(), ImportError> {
    let damaged = |detail: String| ImportError::Damaged {
        path: path.to_owned(),
        detail,
    };
    let packed = file
        .metadata()
        .map_err(|source| ImportError::Unreadable {
            path: path.to_owned(),
            source,
        })?
        .len();
    let limit = (MAX_MEGABYTES * 1_000_000).min(packed.saturating_mul(MAX_RATIO).max(1_000_000));
    let too_big = |bytes: u64| ImportError::TooBig {
        path: path.to_owned(),
        megabytes: u32::try_from(bytes.div_ceil(1_000_000)).unwrap_or(u32::MAX),
        limit: u32::try_from(limit / 1_000_000).unwrap_or(u32::MAX),
    };
    let mut archive =
        zip::ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(error.to_string()))?;
    if let Some(refused) = another(&archive, path) {
        return Err(refused);
    }
    if archive.len() > MAX_ENTRIES {
        return Err(damaged(format!("{} files inside", archive.len())));
    }
    let mut declared: u64 = 0;
    for at in 0..archive.len() {
        let entry = archive
            .by_index_raw(at)
            .map_err(|error| damaged(error.to_string()))?;
        declared = declared.saturating_add(entry.size());
    }
    if declared > limit {
        return Err(too_big(declared));
    }
    let mut actual: u64 = 0;
    let mut block = vec![0; 1 << 16];
    for at in 0..archive.len() {
        let mut entry = archive
            .by_index(at)
            .map_err(|error| damaged(error.to_string()))?;
        loop {
            let read = entry
                .read(&mut block)
                .map_err(|error| damaged(error.to_string()))?;
            if read == 0 {
                break;
            }
            actual += read as u64;
            if actual > limit {
                return Err(too_big(actual));
            }
        }
    }
    Ok(())
}

/// What the archive is if it is no .xlsx, told by the names within.
fn another<R: Read + Seek>(archive: &zip::ZipArchive<R>, path: &Path) -> Option<ImportError> {
    let has = |which: &dyn Fn(&str) -> bool| {
        archive
            .file_names()
            .flatten()
            .any(|name| which(&name.to_ascii_lowercase().replace('\\', "/")))
    };
    let path = path.to_owned();
    if has(&|name| name.ends_with("workbook.bin")) {
        // .xlsb
        Some(ImportError::OtherFormat(path))
    } else if has(&|name| name.starts_with("xl/") || name.ends_with("workbook.xml")) {
        None
    } else if has(&|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        Some(ImportError::NotATable(path))
    } else if has(&|name| name == "mimetype" || name.ends_with(".iwa")) {
        // .ods and its kin, .numbers
        Some(ImportError::OtherFormat(path))
    } else {
        Some(ImportError::Packed(path))
    }
}
