//! Which kinds of files are opened: documents, pictures, sound and video, that also are inside what their name says.

/// What the first bytes of a kind have to be.
enum Inside {
    /// These, at the very beginning.
    Begins(&'static [&'static [u8]]),
    /// These, so many bytes in.
    At(usize, &'static [u8]),
    /// Text, and no script.
    Text,
}

use Inside::{At, Begins, Text};

const ZIP: Inside = Begins(&[b"PK\x03\x04"]);

/// Neither web pages nor drawings with scripts in them, nor office files that can hold macros: those are saved elsewhere,
/// where the system knows how far to trust them.
const OPENED: &[(&str, Inside)] = &[
    ("pdf", Begins(&[b"%PDF-"])),
    ("txt", Text),
    ("md", Text),
    ("rtf", Begins(&[b"{\\rtf"])),
    ("docx", ZIP),
    ("xlsx", ZIP),
    ("pptx", ZIP),
    ("odt", ZIP),
    ("ods", ZIP),
    ("odp", ZIP),
    ("png", Begins(&[b"\x89PNG\r\n\x1a\n"])),
    ("jpg", Begins(&[b"\xff\xd8\xff"])),
    ("jpeg", Begins(&[b"\xff\xd8\xff"])),
    ("gif", Begins(&[b"GIF87a", b"GIF89a"])),
    ("bmp", Begins(&[b"BM"])),
    ("webp", At(8, b"WEBP")),
    ("tif", Begins(&[b"II*\0", b"MM\0*"])),
    ("tiff", Begins(&[b"II*\0", b"MM\0*"])),
    ("heic", At(4, b"ftyp")),
    ("avif", At(4, b"ftyp")),
    (
        "mp3",
        Begins(&[b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"]),
    ),
    ("m4a", At(4, b"ftyp")),
    ("wav", At(8, b"WAVE")),
    ("ogg", Begins(&[b"OggS"])),
    ("oga", Begins(&[b"OggS"])),
    ("opus", Begins(&[b"OggS"])),
    ("flac", Begins(&[b"fLaC"])),
    ("aac", Begins(&[b"\xff\xf1", b"\xff\xf9"])),
    ("mp4", At(4, b"ftyp")),
    ("m4v", At(4, b"ftyp")),
    ("mov", At(4, b"ftyp")),
    ("webm", Begins(&[b"\x1a\x45\xdf\xa3"])),
    ("mkv", Begins(&[b"\x1a\x45\xdf\xa3"])),
    ("avi", At(8, b"AVI ")),
];

fn kind(name: &str) -> Option<&'static (&'static str, Inside)> {
    let (stem, ending) = name.rsplit_once('.')?;
    // Windows drops blanks and points at the end: what looks like a picture would not be one there.
    if stem.is_empty() || ending.trim() != ending {
        return None;
    }
    OPENED
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(ending))
}

/// Whether files of such a name are opened.
pub(super) fn opens(name: &str) -> bool {
    kind(name).is_some()
}

/// The ending a copy gets that is to be opened; none where the file is not opened, or is not what its name says.
pub(super) fn ending(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let (ending, inside) = kind(name)?;
    let is = match inside {
        Begins(marks) => marks.iter().any(|mark| bytes.starts_with(mark)),
        At(at, mark) => bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)),
        Text => is_text(bytes),
    };
    is.then_some(*ending)
}

/// Whether it is text that no system would run.
fn is_text(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let begins = |mark: &[u8]| bare.starts_with(mark);
    !bytes.contains(&0)
        && !begins(b"#!")
        && !begins(b"MZ")
        && !begins(b"\x7fELF")
        && !bare.trim_ascii_start().starts_with(b"[Desktop Entry]")
        && !bare.trim_ascii_start().starts_with(b"<")
}
