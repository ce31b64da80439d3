//! Text in any of the encodings of western Europe, as UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

/// The encodings tills, spreadsheets and shops write in western Europe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum TextEncoding {
    /// UTF-8, with or without a mark in front.
    Utf8,
    /// UTF-16, low byte first (Excel's "Unicode text").
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows' western European.
    Windows1252,
    /// Latin 9: Latin 1 with € and œ.
    Iso8859_15,
    /// Old Macintosh.
    MacRoman,
    /// Code page 850 of DOS, still written by some tills.
    Dos850,
}

impl TextEncoding {
    fn decoder(self) -> Option<Decoder> {
        let encoding: &'static Encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Iso8859_15 => encoding_rs::ISO_8859_15,
            Self::MacRoman => encoding_rs::MACINTOSH,
            Self::Dos850 => return None,
        };
        Some(encoding.new_decoder_with_bom_removal())
    }
}

/// A reader of UTF-8 over a reader of any encoding. Bytes that mean nothing become `U+FFFD`.
pub struct Utf8Reader<R> {
    input: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    ready: Vec<u8>,
    ready_at: usize,
    ready_end: usize,
    ended: bool,
    finished: bool,
    read: u64,
}

const BLOCK: usize = 1 << 16;

impl<R: Read> Utf8Reader<R> {
    /// Reads `input` as `encoding`.
    pub fn new(input: R, encoding: TextEncoding) -> Self {
        Self {
            input,
            decoder: encoding.decoder(),
            raw: vec![0; BLOCK],
            raw_at: 0,
            raw_end: 0,
            ready: vec![0; BLOCK * 3],
            ready_at: 0,
            ready_end: 0,
            ended: false,
            finished: false,
            read: 0,
        }
    }

    /// How many bytes of the input have been read.
    pub const fn bytes_read(&self) -> u64 {
        self.read
    }

    fn refill(&mut self) -> io::Result<()> {
        self.ready_at = 0;
        self.ready_end = 0;
        while self.ready_end == 0 && !self.finished {
            if self.raw_at == self.raw_end && !self.ended {
                self.raw_at = 0;
                self.raw_end = read_some(&mut self.input, &mut self.raw)?;
                self.read += self.raw_end as u64;
                self.ended = self.raw_end == 0;
            }
            let raw = self.raw.get(self.raw_at..self.raw_end).unwrap_or_default();
            if let Some(decoder) = &mut self.decoder {
                let (result, used, written, _) =
                    decoder.decode_to_utf8(raw, &mut self.ready, self.ended);
                self.raw_at += used;
                self.ready_end = written;
                self.finished =
                    self.ended && matches!(result, encoding_rs::CoderResult::InputEmpty);
            } else {
                let mut text = String::with_capacity(raw.len() * 2);
                text.extend(raw.iter().map(|byte| dos850(*byte)));
                self.raw_at = self.raw_end;
                self.ready_end = text.len();
                self.ready.splice(..text.len(), text.into_bytes());
                self.finished = self.ended;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ready_at == self.ready_end {
            self.refill()?;
        }
        let ready = self
            .ready
            .get(self.ready_at..self.ready_end)
            .unwrap_or_default();
        let n = ready.len().min(out.len());
        out.iter_mut()
            .zip(ready)
            .for_each(|(slot, byte)| *slot = *byte);
        self.ready_at += n;
        Ok(n)
    }
}

fn dos850(byte: u8) -> char {
    const HIGH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
    match byte {
        0..=0x7f => char::from(byte),
        _ => HIGH
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or('\u{fffd}'),
    }
}

/// Reads once, again when the system was merely interrupted.
pub(super) fn read_some(input: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::census::take_census;

    const TEXT: &str = "Nom;Montant\r\nHélène Garçon;12,50 €\r\nBœuf François, à Noël;3,10 €\r\nZoé Lefèvre;1,00\r\n";

    fn census(bytes: &[u8]) -> TextEncoding {
        take_census(&mut &*bytes).unwrap().encoding
    }

    fn decoded(bytes: &[u8], encoding: TextEncoding) -> String {
        let mut text = String::new();
        Utf8Reader::new(bytes, encoding)
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    fn encoded(encoding: TextEncoding) -> Vec<u8> {
        let with = |e: &'static Encoding| e.encode(TEXT).0.into_owned();
        match encoding {
            TextEncoding::Utf8 => TEXT.as_bytes().to_vec(),
            TextEncoding::Utf16Le => TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            TextEncoding::Utf16Be => TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            TextEncoding::Windows1252 => with(encoding_rs::WINDOWS_1252),
            TextEncoding::Iso8859_15 => with(encoding_rs::ISO_8859_15),
            TextEncoding::MacRoman => with(encoding_rs::MACINTOSH),
            TextEncoding::Dos850 => TEXT
                .replace('€', "E")
                .replace('œ', "oe")
                .chars()
                .map(|c| (0..=255).find(|byte| dos850(*byte) == c).unwrap())
                .collect(),
        }
    }

    #[test]
    fn every_encoding_is_told_and_read() {
        use TextEncoding::{Dos850, Iso8859_15, MacRoman, Utf8, Utf16Be, Utf16Le, Windows1252};
        for encoding in [
            Utf8,
            Utf16Le,
            Utf16Be,
            Windows1252,
            Iso8859_15,
            MacRoman,
            Dos850,
        ] {
            let bytes = encoded(encoding);
            assert_eq!(census(&bytes), encoding);
            let text = decoded(&bytes, encoding);
            if encoding == Dos850 {
                assert!(text.contains("Hélène Garçon"), "{text}");
            } else {
                assert_eq!(text, TEXT, "{encoding:?}");
            }
        }
    }

    #[test]
    fn marks_in_front_are_believed_and_removed() {
        for (mark, encoding) in [
            (&b"\xef\xbb\xbf"[..], TextEncoding::Utf8),
            (b"\xff\xfe", TextEncoding::Utf16Le),
            (b"\xfe\xff", TextEncoding::Utf16Be),
        ] {
            let bytes = [mark, &encoded(encoding)].concat();
            assert_eq!(census(&bytes), encoding);
            assert_eq!(decoded(&bytes, encoding), TEXT);
        }
    }

    #[test]
    fn late_accents_count_as_much_as_early_ones() {
        let mut bytes = b"a;b\n1;2\n".repeat(50_000);
        bytes.extend(b"Ren\xe9;3\n");
        assert_eq!(census(&bytes), TextEncoding::Windows1252);
    }

    #[test]
    fn a_damaged_byte_leaves_the_rest_readable() {
        let mut bytes = "é;è;à\n".repeat(100).into_bytes();
        bytes.extend(b"caf\xe9;x\n");
        assert_eq!(census(&bytes), TextEncoding::Utf8);
        assert!(decoded(&bytes, TextEncoding::Utf8).ends_with("caf\u{fffd};x\n"));
    }

    #[test]
    fn bytes_of_a_picture_are_no_text() {
        let census = take_census(&mut &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"[..]).unwrap();
        assert!(census.is_binary);
    }
}
