//! Folding: how names are compared, searched and sorted, blind to accents, case and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod names;

pub use names::{
    Likeness, Relation, compare_names, is_abbreviated, name_key, relate_names, tidy_name,
};

/// `text` in lower case, without accents, ligatures opened (œ → oe, ß → ss), apostrophes closed up (d'angelo →
/// dangelo), every other punctuation a blank, and blanks single. Invisible marks (right-to-left, joiners) vanish.
///
/// Idempotent: folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank_due = false;
    let mut push = |c: char, folded: &mut String| {
        if is_silent(c) {
            return;
        }
        if !c.is_alphanumeric() && !is_symbol(c) {
            blank_due = !folded.is_empty();
            return;
        }
        if blank_due {
            folded.push(' ');
            blank_due = false;
        }
        folded.push(c);
    };
    if text.is_ascii() {
        for c in text.chars() {
            push(c.to_ascii_lowercase(), &mut folded);
        }
    } else {
        for c in text
            .nfkd()
            .flat_map(char::to_lowercase)
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
        {
            match opened(c) {
                Some(letters) => letters.chars().for_each(|c| push(c, &mut folded)),
                None => push(c, &mut folded),
            }
        }
    }
    folded
}

/// Letters that decomposition leaves whole but people type apart.
const fn opened(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// Apostrophes in all their spellings, and marks nobody sees.
const fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// What is neither letter nor punctuation but may be all a name has: emoji, currency, mathematical signs.
fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !is_punctuation(c)
}

const fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷' | '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}')
}

#[cfg(test)]
mod tests;
