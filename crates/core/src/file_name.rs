//! Names of files that are suggested to a person, made of what people and files call things. Whatever went in, what comes
//! out names one file in one folder, on every system.

/// The longest name that is suggested, without its ending, in characters.
const MOST: usize = 80;
/// And in bytes: file systems stop at 255, and backups and drafts add to it.
const MOST_BYTES: usize = 160;

/// A file's name made of `words`, without ending. Empty where nothing of them can stay.
///
/// What separates folders, what a shell or a system takes for more than a letter, controls and marks that turn the
/// direction of writing become a blank; names that are devices on Windows get a `_`.
#[must_use]
pub fn file_stem(words: &str) -> String {
    let plain: String = words
        .chars()
        .map(|c| if is_plain(c) { c } else { ' ' })
        .collect();
    let mut stem = String::new();
    let edges = ['.', ' ', '-'];
    let all = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in all.trim_start_matches(edges).chars().take(MOST) {
        if stem.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        stem.push(c);
    }
    // Windows drops points and blanks at the end: the name would be another.
    let stem = stem.trim_end_matches(edges);
    if is_device(stem) {
        format!("_{stem}")
    } else {
        stem.to_owned()
    }
}

/// A file's whole name made of `words`, ending in `.extension`; `otherwise` stands in where nothing of the words can stay.
#[must_use]
pub fn file_name(words: &str, otherwise: &str, extension: &str) -> String {
    let stem = file_stem(words);
    let stem = if stem.is_empty() { otherwise } else { &stem };
    format!("{stem}.{extension}")
}

fn is_plain(c: char) -> bool {
    let turns = matches!(c,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}');
    // The one invisible character that joins the parts of a picture stays.
    (c == '\u{200d}' || !turns)
        && !c.is_control()
        && !matches!(
            c,
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '$' | '`' | '~'
        )
}

/// Names that Windows keeps for devices, whatever ending they are given.
fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default();
    let first = first.trim_end().to_uppercase();
    let numbered = |device: &str| {
        first.strip_prefix(device).is_some_and(|number| {
            let mut digits = number.chars();
            matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
        })
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&first.as_str())
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in [
            "Boulangerie Martin",
            "Chez Zoé & fils (Lyon)",
            "L’été – 2026",
            "Zoé 👩🏽‍🍳",
            "caisse.mars",
        ] {
            assert_eq!(file_stem(name), name);
        }
        assert_eq!(file_name("Ventes", "x", "csv"), "Ventes.csv");
    }

    #[test]
    fn names_lead_nowhere_else_and_are_no_devices() {
        for (words, stem) in [
            ("../../x", "x"),
            ("..\\..\\x", "x"),
            ("C:\\", "C"),
            ("/etc/passwd", "etc passwd"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("Com1", "_Com1"),
            ("LPT¹.x", "_LPT¹.x"),
            ("Comptoir", "Comptoir"),
            ("a. . .", "a"),
            ("  .caché ", "caché"),
            ("--json", "json"),
            ("a\u{202e}fdp.exe\u{2066}", "a fdp.exe"),
            ("a\nb\0c\u{7}d", "a b c d"),
            ("%s$HOME`id`", "s HOME id"),
            ("..", ""),
            (" / ", ""),
        ] {
            assert_eq!(file_stem(words), stem, "{words:?}");
        }
        assert_eq!(file_name("...", "Fidèle", "csv"), "Fidèle.csv");
        assert_eq!(file_stem(&"é".repeat(300)), "é".repeat(80));
        assert_eq!(file_stem(&"👩".repeat(300)), "👩".repeat(40));
    }

    proptest! {
        #[test]
        fn whatever_goes_in_one_file_in_one_folder_comes_out(words in "\\PC{0,12}|[./\\\\: a]{0,8}|(?s).{0,120}") {
            let name = file_name(&words, "Fidèle", "csv");
            let path = Path::new("/home/someone").join(&name);
            prop_assert_eq!(path.parent(), Some(Path::new("/home/someone")));
            prop_assert_eq!(path.file_name().and_then(|n| n.to_str()), Some(name.as_str()));
            prop_assert!(name.len() <= 255 && !name.starts_with('.') && name.ends_with(".csv"));
            prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n', '\r']));
            prop_assert!(!is_device(&name));
            // Once is enough.
            let stem = file_stem(&words);
            prop_assert_eq!(file_stem(&stem), stem);
        }
    }
}
