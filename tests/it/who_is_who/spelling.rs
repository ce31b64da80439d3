//! How names and numbers are spelt at a counter.

use super::town::{Dice, Soul};

/// Five ways to write a French number, and the one a spreadsheet leaves.
pub fn spelt(dice: &mut Dice, number: &str) -> String {
    let pairs: Vec<&str> = (0..5).map(|at| &number[at * 2..at * 2 + 2]).collect();
    match dice.below(6) {
        0 => number.to_owned(),
        1 => pairs.join(" "),
        2 => pairs.join("."),
        3 => format!("+33 {} {}", &number[1..2], pairs[1..].join(" ")),
        4 => format!("0033{}", &number[1..]),
        _ => pairs.join("-"),
    }
}

/// A letter left out, doubled or beside the right one.
pub fn slip(dice: &mut Dice, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return word.to_owned();
    }
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = dice.one(&['a', 'e', 'i', 'n', 'r', 's']),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'É' | 'È' => 'E',
            'à' | 'â' | 'á' => 'a',
            'ï' | 'î' => 'i',
            'ô' => 'o',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

/// A name as somebody at a counter types it.
pub fn typed(dice: &mut Dice, soul: &Soul) -> String {
    let (mut first, mut last) = (soul.first.clone(), soul.last.clone());
    if let Some(other) = soul.other_last.as_ref().filter(|_| dice.percent(40.0)) {
        last = if dice.percent(30.0) {
            format!("{last}-{other}")
        } else {
            other.clone()
        };
    }
    if dice.percent(3.0) {
        if dice.percent(50.0) {
            first = slip(dice, &first)
        } else {
            last = slip(dice, &last)
        }
    }
    let initial = |word: &str| word.chars().take(1).collect::<String>();
    if let Some((one, two)) = first.clone().split_once('-') {
        first = match dice.below(10) {
            0..5 => first,
            5..8 => format!("{one} {two}"),
            8 => format!("{}-{two}", initial(one)),
            _ => format!("{}{}", initial(one), initial(two)),
        };
    }
    let initial = initial(&first);
    let name = match dice.below(100) {
        0..24 => format!("{first} {last}"),
        24..56 => format!("{} {first}", last.to_uppercase()),
        56..68 => format!("{} {}", last.to_lowercase(), first.to_lowercase()),
        68..83 => format!("{last} {initial}."),
        83..87 => format!("{initial}. {last}"),
        87..90 => format!("{} {last}", if soul.woman { "Mme" } else { "M." }),
        90..95 => format!("{} {first} {last}", if soul.woman { "Mme" } else { "M." }),
        _ => format!("{last}, {first}"),
    };
    if dice.percent(30.0) {
        plain(&name)
    } else {
        name
    }
}
