//! Names of people: compared, and written as people write them.

use super::fold;

/// How two names relate, blind to order, accents, case and titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They cannot be the same person's name.
    Different,
    /// One abbreviates the other (`Le Goff C.`, `Durand`), or a letter differs: perhaps the same person.
    Perhaps,
    /// The same words.
    Same,
}

/// A name's words, folded, titles left out, sorted: equal for `LE GOFF Björn` and `Björn Le Goff`.
#[must_use]
pub fn name_key(name: &str) -> String {
    words(&fold(name)).join(" ")
}

/// Whether a name has an initial in place of a word, or only one word: too little to tell people apart.
#[must_use]
pub fn is_abbreviated(name: &str) -> bool {
    let folded = fold(name);
    let words = words(&folded);
    words.len() < 2 || words.iter().any(|word| word.chars().count() == 1)
}

fn words(folded: &str) -> Vec<&str> {
    let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut kept: Vec<&str> = all
        .iter()
        .enumerate()
        .filter(|(at, word)| match **word {
            "mme" | "mlle" | "mr" | "mrs" | "ms" | "monsieur" | "madame" | "mademoiselle"
            | "dr" => false,
            // `M. Durand` is a title, `Dubois M.` an initial.
            "m" => *at > 0 || all.len() < 3,
            _ => true,
        })
        .map(|(_, word)| *word)
        .collect();
    if kept.is_empty() {
        kept = all;
    }
    kept.sort_unstable();
    kept
}

/// How two names relate, more finely than [`Likeness`]: what it says of the people depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They cannot be the same person's name.
    Different,
    /// Little in common that others of the family would not have: `Durand` and `Paul Durand`, `Michel` and `Michèle
    /// Durand`, a slip beside an initial.
    Loose,
    /// Two whole words in common, and one has more: `Marie Durand` and `Marie Durand-Petit`.
    Longer,
    /// One has initials for words of the other: `Le Goff C.` and `Chloé Le Goff`.
    Initials,
    /// One letter inside one long word differs, or a particle is missing: `Lefèvre` and `Lefebvre`.
    Slip,
    /// The same words.
    Same,
}

/// Compares two names. `Le Goff C.` is perhaps `Chloé Le Goff`, and cannot be `Björn Le Goff`.
#[must_use]
pub fn compare_names(left: &str, right: &str) -> Likeness {
    match relate_names(left, right) {
        Relation::Same => Likeness::Same,
        Relation::Different => Likeness::Different,
        _ => Likeness::Perhaps,
    }
}

/// Says how two names relate. The same whichever comes first.
#[must_use]
pub fn relate_names(left: &str, right: &str) -> Relation {
    let (left, right) = (fold(left), fold(right));
    let (mut short, mut long) = (words(&left), words(&right));
    if short == long || short.concat() == long.concat() {
        return Relation::Same;
    }
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    // Whole words first, so that an initial cannot take the place of a word spelt out.
    short.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let (mut whole, mut initials, mut slips, mut endings) = (0, 0, 0, 0);
    for word in &short {
        let Some(at) = long
            .iter()
            .position(|other| other == word)
            .or_else(|| long.iter().position(|other| stands_for(word, other)))
        else {
            return Relation::Different;
        };
        let other = long.swap_remove(at);
        if word.chars().count() == 1 || other.chars().count() == 1 {
            initials += usize::from(*word != other);
        } else {
            whole += 1;
            match slip(word, other) {
                Slip::None => {}
                Slip::Inside => slips += 1,
                Slip::AtTheEnd => endings += 1,
            }
        }
    }
    // `M. Leroux` may be any man of that name: before a single word it is a title sooner than an initial.
    let titled = |name: &str| {
        name.strip_prefix("m ")
            .is_some_and(|rest| !rest.contains(' '))
    };
    if initials > 0 && (titled(&left) || titled(&right)) {
        return Relation::Loose;
    }
    let missing = long.iter().filter(|word| !is_particle(word)).count();
    match (whole, initials, slips, endings, missing) {
        (0, ..) => Relation::Different,
        (2.., 0, 0, 0, 0) | (2.., 0, 1, 0, 0) => Relation::Slip,
        (_, 1.., 0, 0, 0 | 1) => Relation::Initials,
        (2.., 0, 0, 0, _) => Relation::Longer,
        _ => Relation::Loose,
    }
}

/// Words that some leave out of a surname.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "von"
            | "van"
            | "den"
            | "der"
            | "el"
            | "ben"
            | "da"
            | "di"
    )
}

fn stands_for(word: &str, other: &str) -> bool {
    let (short, long) = if word.len() <= other.len() {
        (word, other)
    } else {
        (other, word)
    };
    if short.chars().count() == 1 {
        return long.starts_with(short);
    }
    short.chars().count() >= 5 && slip(short, long) != Slip::None
}

/// Where one word differs from the other by a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// They are the same, or differ by more.
    None,
    /// Inside: `Lefevre` and `Lefebvre`.
    Inside,
    /// In its last letter, which often makes another name of it: `Michel` and `Michele`, `Julie` and `Julien`.
    AtTheEnd,
}

/// Whether one insertion, removal, replacement or exchange of neighbours turns one word into the other, and where.
fn slip(one: &str, other: &str) -> Slip {
    let (short, long): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if short.len() <= long.len() {
        (short, long)
    } else {
        (long, short)
    };
    if long.len() - short.len() > 1 || short == long {
        return Slip::None;
    }
    let rest = |word: &[char], from: usize| word.get(from..).unwrap_or_default().to_vec();
    let head = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let same_length = usize::from(short.len() == long.len());
    let exchanged = same_length == 1
        && short.get(head) == long.get(head + 1)
        && short.get(head + 1) == long.get(head)
        && rest(&short, head + 2) == rest(&long, head + 2);
    if !exchanged && rest(&short, head + same_length) != rest(&long, head + 1) {
        return Slip::None;
    }
    if head + 1 >= long.len() {
        Slip::AtTheEnd
    } else {
        Slip::Inside
    }
}

/// A name as people write it: surnames in capitals calmed and put last (`LE GOFF Björn` → `Björn Le Goff`),
/// `Durand, Paul` turned round, blanks single. A name wholly in capitals keeps its order.
#[must_use]
pub fn tidy_name(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((last, first)) = name.split_once(", ")
        && !first.is_empty()
        && !first.contains(',')
        && first.chars().all(|c| !c.is_ascii_digit())
    {
        return format!("{} {}", calm(first), calm(last));
    }
    let words: Vec<&str> = name.split(' ').collect();
    let shouted = words.iter().take_while(|word| is_shouted(word)).count();
    if shouted == 0
        || words
            .iter()
            .any(|word| !word.chars().any(char::is_alphabetic))
    {
        return name;
    }
    let (last, first) = words.split_at(shouted);
    let last = last
        .iter()
        .map(|word| calm(word))
        .collect::<Vec<_>>()
        .join(" ");
    if first.is_empty() {
        last
    } else {
        format!("{} {last}", first.join(" "))
    }
}

fn is_shouted(word: &str) -> bool {
    // A script without capitals (Hebrew, Arabic, Chinese) does not shout.
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// `D'ANGELO` → `D'Angelo`; a word that already has small letters stays as it is.
fn calm(text: &str) -> String {
    if text.chars().any(char::is_lowercase)
        || text.chars().filter(|c| c.is_alphabetic()).count() < 2
    {
        return text.to_owned();
    }
    let mut calmed = String::with_capacity(text.len());
    let mut starts = true;
    for c in text.chars() {
        if starts {
            calmed.push(c);
        } else {
            calmed.extend(c.to_lowercase());
        }
        starts = !c.is_alphanumeric();
    }
    calmed
}
