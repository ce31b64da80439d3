use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{AttachmentError, LARGEST, kinds, name_of, read};
use crate::error::{Error, Reason};

fn lying(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn refused(path: PathBuf) -> AttachmentError {
    match read(&[path]) {
        Err(Error::Attachment(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_kept_is_named() {
    let (folder, empty) = lying("vide.txt", b"");
    let file = |name: &str| name.to_owned();
    assert_eq!(
        refused(empty),
        AttachmentError::Empty {
            file: file("vide.txt")
        }
    );
    assert_eq!(
        refused(folder.path().join("partie.pdf")),
        AttachmentError::Vanished {
            file: file("partie.pdf")
        }
    );
    let (_folder, large) = lying("film.mp4", b"x");
    fs::File::options()
        .write(true)
        .open(&large)
        .unwrap()
        .set_len(u64::from(LARGEST) + 1)
        .unwrap();
    assert_eq!(
        refused(large),
        AttachmentError::TooLarge {
            file: file("film.mp4"),
            megabytes: 21,
            limit: 20
        }
    );
    assert!(matches!(
        refused(folder.path().to_owned()),
        AttachmentError::NotAFile { .. }
    ));
    let (_folder, one) = lying("un.txt", b"1");
    let many = vec![one; 21];
    assert!(matches!(
        read(&many),
        Err(Error::Invalid {
            field: "files",
            reason: Reason::OutOfRange
        })
    ));
}

#[test]
fn the_largest_file_is_kept() {
    let (_folder, path) = lying("photo.jpg", &vec![7; LARGEST as usize]);
    let kept = read(&[path]).unwrap();
    assert_eq!(kept[0].bytes.len(), LARGEST as usize);
    assert_eq!(kept[0].name, "photo.jpg");
}

#[test]
fn programs_are_never_opened() {
    let stubs: [&[u8]; 4] = [b"MZ\x90", b"#!/bin/sh\n", b"%PDF-1.7", b"hello"];
    for ending in [
        "exe", "bat", "cmd", "com", "scr", "js", "vbs", "ps1", "sh", "desktop", "jar", "msi",
        "app", "lnk", "html", "htm", "svg", "hta", "pif", "reg", "docm", "xlsm", "iso", "py",
        "url", "webloc", "EXE", "Exe", "", "pdf ", "pdf.", "unknown",
    ] {
        for bytes in stubs {
            assert_eq!(
                kinds::ending(&format!("photo.{ending}"), bytes),
                None,
                "{ending}"
            );
        }
        assert!(!kinds::opens(&format!("photo.jpg.{ending}")), "{ending}");
    }
    // Nor under another's name.
    for name in [
        "facture.pdf",
        "photo.jpg",
        "lettre.docx",
        "note.txt",
        "voix.mp3",
    ] {
        for bytes in [
            b"MZ\x90\0".as_slice(),
            b"#!/bin/sh\nrm",
            b"\x7fELF\0",
            b"[Desktop Entry]\n",
        ] {
            assert_eq!(kinds::ending(name, bytes), None, "{name}");
        }
    }
    assert_eq!(
        kinds::ending("page.txt", b"  <script>alert(1)</script>"),
        None
    );
    assert_eq!(kinds::ending(".pdf", b"%PDF-1.7"), None);
}

#[test]
fn documents_are_opened_as_what_they_are() {
    for (name, bytes, ending) in [
        ("Facture 12.PDF", b"%PDF-1.7".as_slice(), "pdf"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0", "jpeg"),
        ("lettre.docx", b"PK\x03\x04...", "docx"),
        ("mot.txt", "\u{feff}Merci à Luc".as_bytes(), "txt"),
        ("voix.m4a", b"\0\0\0\x18ftypM4A ", "m4a"),
        ("film.avi", b"RIFF....AVI ", "avi"),
    ] {
        assert_eq!(kinds::ending(name, bytes), Some(ending));
        assert!(kinds::opens(name));
    }
}

#[test]
fn names_show_as_they_are() {
    let shown = name_of(&PathBuf::from("photo\u{202e}gpj.exe"));
    assert_eq!(shown, "photogpj.exe");
    let long = format!("{}.pdf", "é".repeat(300));
    assert!(name_of(&PathBuf::from(long)).ends_with(".pdf"));
}

proptest! {
    #[test]
    fn nothing_opens_but_what_is_listed(stem in "\\PC{0,20}", bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        if let Some(ending) = kinds::ending(&stem, &bytes) {
            prop_assert!(kinds::opens(&stem));
            let ended = format!(".{ending}");
            prop_assert!(stem.to_ascii_lowercase().ends_with(&ended));
        }
    }
}
