//! One property of a card: `TEL;TYPE=cell:06 12 34 56 78`, its lines joined already.

use encoding_rs::Encoding;

/// What is read of a card. The rest (pictures, sounds, keys, places on a map) is passed over.
const KEPT: [&str; 11] = [
    "VERSION",
    "N",
    "FN",
    "ORG",
    "TEL",
    "EMAIL",
    "ADR",
    "BDAY",
    "CATEGORIES",
    "NOTE",
    "UID",
];

/// A property: its name without its group, what is said about its value, and the value.
pub(super) struct Property<'c> {
    pub name: String,
    quoted_printable: bool,
    charset: Option<&'static Encoding>,
    raw: &'c str,
    old: bool,
}

/// Whether a line begins a property that is read.
pub(super) fn is_kept(line: &str) -> bool {
    head(line).is_some_and(|(head, _)| {
        let name = name_of(head);
        KEPT.iter().any(|kept| name.eq_ignore_ascii_case(kept))
            && !parameters(head).any(|(_, value)| {
                value.eq_ignore_ascii_case("BASE64") || value.eq_ignore_ascii_case("B")
            })
    })
}

/// Whether a line begins a value in quoted-printable, which goes on after a `=` at its end.
pub(super) fn is_quoted_printable(line: &str) -> bool {
    head(line).is_some_and(|(head, _)| {
        parameters(head).any(|(_, value)| value.eq_ignore_ascii_case("QUOTED-PRINTABLE"))
    })
}

/// Cuts a property at the colon before its value; one between quotation marks belongs to a parameter.
fn head(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = line.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

fn name_of(head: &str) -> &str {
    let name = head.split(';').next().unwrap_or_default().trim();
    name.rsplit('.').next().unwrap_or_default()
}

/// Names and values; in 2.1 a value may stand alone.
fn parameters(head: &str) -> impl Iterator<Item = (&str, &str)> {
    head.split(';').skip(1).map(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or(("", parameter));
        (name.trim(), value.trim().trim_matches('"'))
    })
}

impl<'c> Property<'c> {
    /// Reads a property; `old` says that the card is in version 2.1, which escapes less.
    pub(super) fn read(text: &'c str, old: bool) -> Option<Self> {
        let (head, raw) = head(text)?;
        let charset = parameters(head)
            .find(|(name, _)| name.eq_ignore_ascii_case("CHARSET"))
            .and_then(|(_, value)| Encoding::for_label(value.as_bytes()));
        Some(Self {
            name: name_of(head).to_ascii_uppercase(),
            quoted_printable: is_quoted_printable(text),
            charset,
            raw,
            old,
        })
    }

    /// The whole value.
    pub(super) fn value(&self) -> String {
        self.unescape(&self.decoded())
    }

    /// The value's parts, cut at each `;` that is not escaped.
    pub(super) fn parts(&self) -> Vec<String> {
        let decoded = self.decoded();
        let mut parts = vec![String::new()];
        let mut escaped = false;
        for c in decoded.chars() {
            match parts.last_mut() {
                Some(part) if c != ';' || escaped => part.push(c),
                _ => parts.push(String::new()),
            }
            escaped = c == '\\' && !escaped;
        }
        parts.iter().map(|part| self.unescape(part)).collect()
    }

    fn decoded(&self) -> String {
        if !self.quoted_printable {
            return self.raw.to_owned();
        }
        let bytes = unquote(self.raw.as_bytes());
        // Phones that forget to say so write UTF-8 nowadays, and Windows-1252 before.
        match (self.charset, String::from_utf8(bytes)) {
            (Some(charset), Ok(text)) if charset == encoding_rs::UTF_8 => text,
            (None, Ok(text)) => text,
            (charset, bytes) => {
                let bytes = bytes.map_or_else(|error| error.into_bytes(), String::into_bytes);
                let charset = charset.unwrap_or(encoding_rs::WINDOWS_1252);
                charset.decode(&bytes).0.into_owned()
            }
        }
    }

    fn unescape(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let plain = match (c, next) {
                ('\\', Some('n' | 'N')) if !self.old => '\n',
                ('\\', Some(next @ (',' | ';' | '\\' | ':'))) => next,
                _ => {
                    // A carriage return before a line break says nothing more.
                    if c != '\r' {
                        out.push(c);
                    }
                    continue;
                }
            };
            chars.next();
            out.push(plain);
        }
        out
    }
}

/// Bytes out of quoted-printable; what is no hexadecimal number stays as it stands.
fn unquote(text: &[u8]) -> Vec<u8> {
    let digit = |at: usize| {
        text.get(at)
            .and_then(|byte| char::from(*byte).to_digit(16))
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}
