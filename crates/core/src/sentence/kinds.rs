//! Which kind of moment a sentence tells of, and what tells its kinds apart.

use super::amounts;
use super::lexicon::{CAME_BACK, CHANNELS, GESTURES, GIVEN, KINDS, PRAISE, PURCHASE, REASONS};
use super::tokens::{Run, Said};
use super::{Answered, Proposed, Words};
use crate::customer::Channel;
use crate::moment::{DepartureReason, Direction, GestureKind, MomentKind, RatingScale};

/// The kind, the telling words before the weak ones; none reads as a note.
pub(super) fn kind(
    said: &Said<'_>,
    amount: Option<&amounts::Read>,
    rating: Option<&Proposed<Answered>>,
    channel: Option<&Proposed<Channel>>,
) -> Option<Proposed<MomentKind>> {
    if let Some(rating) = rating {
        return Some(Proposed {
            value: MomentKind::Rating,
            from: rating.from.clone(),
        });
    }
    let theirs = said.first(PRAISE).or_else(|| said.first(GIVEN));
    for (kind, phrases) in KINDS {
        // « nous a offert des chocolats » is no gesture of ours.
        let given = *kind == MomentKind::Gesture && said.first(GIVEN).is_some();
        if given {
            continue;
        }
        // « ne reviendra pas » has its denial within.
        let found = if *kind == MomentKind::Departure {
            (0..said.tokens.len()).find_map(|at| said.longest(at, phrases))
        } else {
            said.first(phrases)
        };
        if let Some((run, ())) = found {
            return Some(said.propose(run, *kind));
        }
    }
    let bought = said.first(PURCHASE).or_else(|| said.first(CAME_BACK));
    match (bought, amount) {
        (Some((run, ())), Some(_)) => Some(said.propose(run, MomentKind::Purchase)),
        _ if theirs.is_some_and(|(run, ())| !said.ours(run.from)) => {
            theirs.map(|(run, ())| said.propose(run, MomentKind::Praise))
        }
        (None, Some(amount)) if amount.marked => Some(Proposed {
            value: MomentKind::Purchase,
            from: amount.proposed.from.clone(),
        }),
        _ => channel.map(|channel| Proposed {
            value: MomentKind::Exchange,
            from: channel.from.clone(),
        }),
    }
}

/// The first channel that is named.
pub(super) fn channel(said: &Said<'_>) -> Option<Proposed<Channel>> {
    (0..said.tokens.len())
        .filter_map(|at| said.longest(at, CHANNELS))
        // « elle s’appelle », « s’appelait »: a name, not a call.
        .find(|(run, _)| !matches!(said.before(run.from, 1), "s" | "m") || !named(said, *run))
        .map(|(run, channel)| said.propose(run, channel))
}

fn named(said: &Said<'_>, run: Run) -> bool {
    said.word(run.from).starts_with("appel") && said.before(run.from, 1) == "s"
}

/// Who reached out to whom, where the words around the channel say so.
pub(super) fn direction(said: &Said<'_>, channel: &Words) -> Option<Proposed<Direction>> {
    let at = said
        .tokens
        .iter()
        .position(|token| token.start == channel.start as usize)?;
    let near = |range: std::ops::Range<usize>| {
        said.tokens
            .get(range.start..range.end.min(said.tokens.len()))
            .unwrap_or_default()
            .iter()
            .map(|token| token.word.as_str())
            .collect::<Vec<_>>()
    };
    let before = near(at.saturating_sub(4)..at);
    let word = said.word(at);
    let after = near(at + 1..at + 3);
    let has = |list: &[&str], words: &[&str]| words.iter().any(|word| list.contains(word));
    let run = Run {
        from: at.saturating_sub(before.len()),
        to: (at + 1).max(at + usize::from(!after.is_empty())),
    };
    let ours = (said.ours(at) || has(&["envoye", "envoi", "sent", "ecrit", "wrote"], &before))
        && !has(
            &["elle", "il", "she", "he", "they", "m", "us", "me"],
            &before,
        );
    let theirs = has(
        &[
            "elle", "il", "ils", "elles", "she", "he", "they", "recu", "received", "got", "m",
        ],
        &before,
    ) || has(&["recu", "entrant", "us", "me"], &after)
        || (before.last() == Some(&"a") && before.len() <= 3 && word.starts_with("appel"))
        || (before.last() == Some(&"a") && word.starts_with("telephon"))
        || matches!(word, "rang" | "appelle");
    let sent = has(
        &["passe", "sortant", "envoye", "her", "him", "them", "back"],
        &after,
    ) || word.starts_with("rappele");
    if theirs && !ours {
        Some(said.propose(run, Direction::In))
    } else if ours || sent {
        Some(said.propose(run, Direction::Out))
    } else {
        None
    }
}

/// Whether what they bought came back.
pub(super) fn came_back(said: &Said<'_>) -> bool {
    said.first(CAME_BACK).is_some()
}

/// What the gesture consists of.
pub(super) fn gesture(said: &Said<'_>) -> Option<Proposed<GestureKind>> {
    said.first(GESTURES)
        .map(|(run, what)| said.propose(run, what))
}

/// Why they left.
pub(super) fn reason(said: &Said<'_>) -> Option<Proposed<DepartureReason>> {
    (0..said.tokens.len())
        .find_map(|at| said.longest(at, REASONS))
        .map(|(run, reason)| said.propose(run, reason))
}

/// « NPS 9 », « note 8/10 », `CSAT 4`, `9 out of 10`.
pub(super) fn rating(said: &Said<'_>) -> Option<Proposed<Answered>> {
    for at in 0..said.tokens.len() {
        let scale = match said.word(at) {
            "nps" => Some(RatingScale::Nps),
            "csat" => Some(RatingScale::Csat),
            "ces" if scored(said, at) => Some(RatingScale::Ces),
            _ => None,
        };
        if let Some(scale) = scale {
            let number = (at + 1..=at + 2).find(|at| said.number(*at).is_some());
            if let Some(number) = number
                && let Some(proposed) = answered(said, at, number + 1, scale, said.number(number))
            {
                return Some(proposed);
            }
        }
        if let Some(proposed) = out_of(said, at) {
            return Some(proposed);
        }
    }
    None
}

/// « ces » is a French word as well: followed by a number, it is the question.
fn scored(said: &Said<'_>, at: usize) -> bool {
    said.number(at + 1).is_some_and(|score| score <= 7)
        && said.tokens.get(at + 2).is_none_or(|next| next.breaks)
}

/// `8/10`, « 8 sur 10 », `4 out of 5`: a mark where it is called one.
fn out_of(said: &Said<'_>, at: usize) -> Option<Proposed<Answered>> {
    let score = said.number(at)?;
    let slash = said.gap(at + 1).trim() == "/";
    let most = if slash || said.word(at + 1) == "sur" {
        at + 1 + usize::from(!slash)
    } else if said.word(at + 1) == "out" && said.word(at + 2) == "of" {
        at + 3
    } else {
        return None;
    };
    let scale = match said.number(most)? {
        10 => RatingScale::Nps,
        5 => RatingScale::Csat,
        7 => RatingScale::Ces,
        _ => return None,
    };
    // `9/10` alone is the ninth of October.
    let called = |word: &str| {
        matches!(
            word,
            "note"
                | "notes"
                | "donne"
                | "mis"
                | "met"
                | "satisfaction"
                | "recommande"
                | "recommandation"
                | "rated"
                | "rates"
                | "rating"
                | "score"
                | "gave"
                | "gives"
                | "etoiles"
                | "stars"
        )
    };
    let near = (1..=3).any(|back| called(said.before(at, back))) || called(said.word(most + 1));
    if slash && !near {
        return None;
    }
    answered(said, at, most + 1, scale, Some(score))
}

fn answered(
    said: &Said<'_>,
    from: usize,
    to: usize,
    scale: RatingScale,
    score: Option<u32>,
) -> Option<Proposed<Answered>> {
    let (low, high) = scale.ends();
    let score = score.filter(|score| (low..=high).contains(score))?;
    Some(said.propose(Run { from, to }, Answered { scale, score }))
}
