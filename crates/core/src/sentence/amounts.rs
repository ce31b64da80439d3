//! Amounts as people type them: « 34,50 € », `34.50`, « 34€50 », `$12`.

use super::days::Found;
use super::tokens::Said;
use super::{Answered, Proposed};
use crate::money::{Amount, minor_digits};

/// An amount, and whether its writing alone says that it is one.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) proposed: Proposed<Amount>,
    pub(super) marked: bool,
}

/// How sure one can be, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Bare,
    Decimals,
    Currency,
}

const SIGNS: [char; 3] = ['€', '$', '£'];
const NAMES: [&str; 12] = [
    "eur", "euro", "euros", "balles", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "chf",
    "francs",
];
/// What a price is led in by.
const BEFORE: [&str; 22] = [
    "pour", "for", "paye", "payee", "paid", "spent", "depense", "achat", "achats", "purchase",
    "bought", "ticket", "panier", "basket", "facture", "invoice", "remise", "cout", "coute",
    "total", "commande", "order",
];
/// What can follow a price without being what there is so much of.
const AFTER: [&str; 22] = [
    "hier",
    "ce",
    "cet",
    "le",
    "la",
    "avant",
    "aujourd",
    "en",
    "au",
    "a",
    "par",
    "avec",
    "chez",
    "yesterday",
    "today",
    "on",
    "in",
    "at",
    "with",
    "by",
    "last",
    "this",
];

/// The surest amount of the sentence; the first of equals.
pub(super) fn read(
    said: &Said<'_>,
    days: &[Found],
    rating: Option<&Proposed<Answered>>,
    currency: &str,
) -> Option<Read> {
    let digits = minor_digits(currency);
    let mut best: Option<(Sure, Proposed<Amount>)> = None;
    let mut at = 0;
    while at < said.tokens.len() {
        let Some((to, sure, proposed)) = one(said, at, digits, days) else {
            at += 1;
            continue;
        };
        let taken = days.iter().any(|day| day.run.from < to && at < day.run.to)
            || rating.is_some_and(|rating| {
                rating.from.start < proposed.from.end && proposed.from.start < rating.from.end
            });
        if !taken && best.as_ref().is_none_or(|(than, _)| sure > *than) {
            best = Some((sure, proposed));
        }
        at = to;
    }
    best.map(|(sure, proposed)| Read {
        proposed,
        marked: sure > Sure::Bare,
    })
}

/// The number at a word: the word after it, how sure it is an amount, and that.
fn one(
    said: &Said<'_>,
    at: usize,
    digits: u32,
    days: &[Found],
) -> Option<(usize, Sure, Proposed<Amount>)> {
    said.number(at)?;
    let first = said.tokens.get(at)?;
    // The tail of a number, a time, a version, a reference.
    let glued = at > 0 && matches!(said.gap(at), "." | "," | "/" | "-" | ":" | "" | "n°" | "#");
    if glued {
        return None;
    }
    let mut whole = said.word(at).to_owned();
    let mut to = at + 1;
    // « 1 234,50 »: groups of three.
    while whole.len() <= 9
        && matches!(said.gap(to), " " | "\u{a0}" | "\u{202f}" | "’" | "'")
        && said.word(to).len() == 3
        && said.number(to).is_some()
        && said.word(at).len() <= 3
        && !whole.starts_with('0')
    {
        whole.push_str(said.word(to));
        to += 1;
    }
    let mut part = String::new();
    let mut sure = Sure::Bare;
    let gap = said.gap(to);
    let decimals = said.number(to).is_some() && (1..=2).contains(&said.word(to).len());
    let sign = |text: &str| SIGNS.iter().any(|sign| text.trim().starts_with(*sign));
    if decimals && matches!(gap, "." | ",") {
        part = said.word(to).to_owned();
        to += 1;
        // `3.11.2026`, `1.2.3`
        if matches!(said.gap(to), "." | "/" | "-") && said.number(to).is_some() {
            return None;
        }
        if part.len() == 2 {
            sure = Sure::Decimals;
        }
    } else if decimals
        && SIGNS.iter().any(|sign| gap == sign.to_string())
        && said.word(to).len() == 2
    {
        part = said.word(to).to_owned();
        to += 1;
        sure = Sure::Currency;
    } else if matches!(gap, "/" | "-" | ":") && said.number(to).is_some() {
        return None;
    }
    let mut end = said.tokens.get(to.checked_sub(1)?)?.end;
    let mut start = first.start;
    let after = said.gap(to);
    let before = said.gap(at);
    if after.trim_start().starts_with('%') || matches!(before, "-" | "n°") {
        return None;
    }
    if sign(after) && after.chars().take_while(|c| c.is_whitespace()).count() <= 1 {
        end += after.len() - after.trim_start().len();
        end += after.trim_start().chars().next().map_or(0, char::len_utf8);
        sure = Sure::Currency;
    } else if NAMES.contains(&said.word(to)) && after.trim().is_empty() {
        end = said.tokens.get(to)?.end;
        to += 1;
        sure = Sure::Currency;
        // « 34 euros 50 »
        if part.is_empty()
            && said.word(to).len() == 2
            && said.number(to).is_some()
            && said.gap(to) == " "
        {
            part = said.word(to).to_owned();
            end = said.tokens.get(to)?.end;
            to += 1;
        }
    } else if let Some(mark) = before.chars().next_back().filter(|c| SIGNS.contains(c)) {
        start -= mark.len_utf8();
        sure = Sure::Currency;
    } else if at > 0 && NAMES.contains(&said.before(at, 1)) && before == " " {
        start = said.tokens.get(at - 1)?.start;
        sure = Sure::Currency;
    }
    if sure < Sure::Currency {
        let alone = said.tokens.get(to).is_none_or(|next| next.breaks)
            || AFTER.contains(&said.word(to))
            || days.iter().any(|day| day.run.from == to);
        // `9h30`, « 3 pains »: something else is counted.
        let led =
            at == 0 || BEFORE.contains(&said.before(at, 1)) || BEFORE.contains(&said.before(at, 2));
        if said.gap(to).is_empty() && said.tokens.get(to).is_some()
            || (sure == Sure::Bare && !(alone && led))
        {
            return None;
        }
    }
    let amount = minor(&whole, &part, digits)?;
    Some((to, sure, said.propose_bytes(start, end, amount)))
}

fn minor(whole: &str, part: &str, digits: u32) -> Option<Amount> {
    let width = digits as usize;
    if whole.len() > 8 || part.len() > width {
        return None;
    }
    let value: i64 = format!("{whole}{part:0<width$}").parse().ok()?;
    // Beyond what can be noted, it is something else.
    (value > 0 && value <= 1_000_000_000).then_some(Amount(value))
}
