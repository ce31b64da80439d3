//! Which encoding a text file is in, judged on the whole of it.

use std::io::{self, Read};

use super::encoding::{TextEncoding, read_some};

/// What reading the bytes of a file once tells about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Census {
    /// How it is written.
    pub encoding: TextEncoding,
    /// Whether it holds bytes no text has.
    pub is_binary: bool,
    /// Its length in bytes.
    pub bytes: u64,
}

#[derive(Default)]
struct Counts {
    bytes: u64,
    nul_even: u64,
    nul_odd: u64,
    controls: u64,
    utf8_good: u64,
    utf8_bad: u64,
    windows_only: u64,
    mac_letters: u64,
    dos_letters: u64,
    latin_letters: u64,
    latin9: u64,
}

/// Reads all of `input` to tell its encoding. Memory: one block.
///
/// # Errors
/// When reading fails.
pub fn take_census(input: &mut impl Read) -> io::Result<Census> {
    let mut counts = Counts::default();
    let mut block = vec![0; 1 << 16];
    let mut head = [0_u8; 3];
    let mut before = b'\n';
    let mut utf8 = Utf8Walk::default();
    loop {
        let read = read_some(input, &mut block)?;
        let Some(bytes) = block.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        if counts.bytes == 0 {
            head.iter_mut()
                .zip(bytes)
                .for_each(|(slot, byte)| *slot = *byte);
        }
        for &byte in bytes {
            counts.see(byte, before);
            utf8.see(byte, &mut counts);
            before = byte;
        }
    }
    utf8.end(&mut counts);
    Ok(counts.judge(head))
}

impl Counts {
    fn see(&mut self, byte: u8, before: u8) {
        match byte {
            0 if self.bytes.is_multiple_of(2) => self.nul_even += 1,
            0 => self.nul_odd += 1,
            b'\n' | b'\r' | b'\t' | 0x0c | 0x1a | 0x1b => {}
            0x01..=0x1f => self.controls += 1,
            // Letters of old code pages matter next to other letters only.
            0x80.. if before.is_ascii_alphabetic() => match byte {
                0x88 | 0x8d..=0x90 | 0x99 => self.mac_letters += 1,
                0x82 | 0x85 | 0x87 | 0x8a => self.dos_letters += 1,
                0xbc | 0xbd | 0xa8 | 0xb8 => self.latin9 += 1,
                0xc0.. => self.latin_letters += 1,
                _ => {}
            },
            // The euro sign comes after a digit or a blank.
            0xa4 if before.is_ascii_digit() || before == b' ' || before == 0xa0 => self.latin9 += 1,
            _ => {}
        }
        if matches!(byte, 0x80 | 0x91..=0x94 | 0x96 | 0x9c) {
            self.windows_only += 1;
        }
        self.bytes += 1;
    }

    fn judge(&self, head: [u8; 3]) -> Census {
        let half = self.bytes / 2;
        let encoding = match head {
            [0xff, 0xfe, _] => TextEncoding::Utf16Le,
            [0xfe, 0xff, _] => TextEncoding::Utf16Be,
            [0xef, 0xbb, 0xbf] => TextEncoding::Utf8,
            // Western text in UTF-16 has a zero in nearly every other byte.
            _ if self.nul_odd * 10 > half * 6 && self.nul_even * 10 < half => TextEncoding::Utf16Le,
            _ if self.nul_even * 10 > half * 6 && self.nul_odd * 10 < half => TextEncoding::Utf16Be,
            // A damaged byte or two does not make a UTF-8 file anything else.
            _ if self.utf8_bad == 0 || self.utf8_good > self.utf8_bad * 10 => TextEncoding::Utf8,
            _ if self.mac_letters > 4 * self.latin_letters
                && self.mac_letters >= self.dos_letters =>
            {
                TextEncoding::MacRoman
            }
            _ if self.dos_letters > 4 * self.latin_letters => TextEncoding::Dos850,
            _ if self.latin9 > 0 && self.windows_only == 0 => TextEncoding::Iso8859_15,
            _ => TextEncoding::Windows1252,
        };
        let wide = matches!(encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be);
        let nul = if wide {
            0
        } else {
            self.nul_even + self.nul_odd
        };
        Census {
            encoding,
            // A file that was damaged, or not closed, has zeros here and there and is a text all the same.
            is_binary: nul * 4 > self.bytes || (!wide && self.controls * 100 > self.bytes),
            bytes: self.bytes,
        }
    }
}

/// Counts well- and ill-formed sequences of several bytes.
#[derive(Default)]
struct Utf8Walk {
    due: u8,
}

impl Utf8Walk {
    fn see(&mut self, byte: u8, counts: &mut Counts) {
        if self.due > 0 {
            if byte & 0xc0 == 0x80 {
                self.due -= 1;
                counts.utf8_good += u64::from(self.due == 0);
                return;
            }
            counts.utf8_bad += 1;
            self.due = 0;
        }
        match byte {
            0..=0x7f => {}
            0xc2..=0xdf => self.due = 1,
            0xe0..=0xef => self.due = 2,
            0xf0..=0xf4 => self.due = 3,
            _ => counts.utf8_bad += 1,
        }
    }

    fn end(&self, counts: &mut Counts) {
        // Half a letter at the end of a file that was cut short says nothing against those before it.
        counts.utf8_bad += u64::from(self.due > 0 && counts.utf8_good == 0);
    }
}
