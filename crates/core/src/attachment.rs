//! Files kept with a moment: a photo of the broken cup, the letter they wrote. They lie inside the notebook, and leave it
//! only as a copy, under a name that can do no harm; what could be a program is never opened.

mod kinds;
mod ops;
pub(crate) mod sql;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::error::{Error, Reason, Result};
use crate::ids::AttachmentId;

/// The largest file that is kept, bytes: 20 MB.
pub const LARGEST: u32 = 20 * 1_024 * 1_024;
/// How many can come with one moment at once.
const MOST: usize = 20;
/// The longest name that is kept, characters.
const LONGEST_NAME: usize = 200;

/// A file kept with a moment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Identifier.
    pub id: AttachmentId,
    /// As the person named the file.
    pub name: String,
    /// Bytes.
    pub size: u32,
    /// Whether it is of a kind that is opened; others can be saved elsewhere.
    pub opens: bool,
}

impl Attachment {
    /// The same, with what its name says of whether it is opened.
    pub(crate) fn judged(mut self) -> Self {
        self.opens = kinds::opens(&self.name);
        self
    }
}

/// Why a file cannot be kept, or not be opened. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentError {
    /// It is no longer where it was chosen.
    #[error("{file} is gone")]
    Vanished {
        /// Its name.
        file: String,
    },
    /// It holds nothing.
    #[error("{file} is empty")]
    Empty {
        /// Its name.
        file: String,
    },
    /// It is larger than [`LARGEST`].
    #[error("{file} has {megabytes} MB, more than {limit}")]
    TooLarge {
        /// Its name.
        file: String,
        /// Millions of bytes, rounded up.
        megabytes: u32,
        /// The most that is kept.
        limit: u32,
    },
    /// It is a folder, a device, anything but a file.
    #[error("{file} is not a file")]
    NotAFile {
        /// Its name.
        file: String,
    },
    /// It is a program or a script, or looks like one inside, or is of a kind not known to be harmless.
    #[error("{file} is not opened")]
    NotOpened {
        /// Its name.
        file: String,
    },
}

/// A file as it was read, to be kept.
#[derive(Debug, Clone)]
pub(crate) struct Enclosed {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: [u8; 32],
}

/// Read the files a person chose.
///
/// # Errors
/// [`AttachmentError`] naming the file that cannot be kept, [`Error::Invalid`] for too many.
pub(crate) fn read(files: &[PathBuf]) -> Result<Vec<Enclosed>> {
    if files.len() > MOST {
        return Err(Error::invalid("files", Reason::OutOfRange));
    }
    files.iter().map(|path| read_one(path)).collect()
}

fn read_one(path: &Path) -> Result<Enclosed> {
    let file = name_of(path);
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => AttachmentError::Vanished { file: file.clone() }.into(),
        _ => Error::io(path, error),
    };
    let about = std::fs::metadata(path).map_err(refused)?;
    // Before it is opened: a pipe would wait for ever.
    if !about.is_file() {
        return Err(AttachmentError::NotAFile { file }.into());
    }
    let too_large = |bytes: u64| AttachmentError::TooLarge {
        file: file.clone(),
        megabytes: u32::try_from(bytes.div_ceil(1_024 * 1_024)).unwrap_or(u32::MAX),
        limit: LARGEST / (1_024 * 1_024),
    };
    if about.len() > u64::from(LARGEST) {
        return Err(too_large(about.len()).into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|open| open.take(u64::from(LARGEST) + 1).read_to_end(&mut bytes))
        .map_err(refused)?;
    // It may have grown, or been emptied, since.
    if bytes.len() > LARGEST as usize {
        return Err(too_large(bytes.len() as u64).into());
    }
    if bytes.is_empty() {
        return Err(AttachmentError::Empty { file }.into());
    }
    let hash = *blake3::hash(&bytes).as_bytes();
    Ok(Enclosed {
        name: file,
        bytes,
        hash,
    })
}

/// What a file is called, without what a screen or a terminal would take for more than letters.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let plain: String = name
        .to_string_lossy()
        .chars()
        .filter(|c| !c.is_control() && !turns(*c))
        .collect();
    let letters = plain.chars().count();
    // The end says what kind of file it is.
    plain
        .chars()
        .skip(letters.saturating_sub(LONGEST_NAME))
        .collect()
}

/// Marks that turn the direction of writing: a program's name that holds one can read as a picture's.
const fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
