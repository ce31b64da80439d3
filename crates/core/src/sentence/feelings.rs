//! The emotion a sentence tells of. « pas contente » is no contentment, and « pas fâché » tells of nothing.

mod words;

use super::Proposed;
use super::tokens::{Run, Said};
use crate::feeling::{Emotion, Feeling};
use words::{EMOTIONS, STRENGTHS};

/// The strongest emotion told of; the first of equals, thanks only where nothing else is.
pub(super) fn read(said: &Said<'_>) -> Option<Proposed<Feeling>> {
    let mut best: Option<(bool, u32, Proposed<Feeling>)> = None;
    let mut at = 0;
    while at < said.tokens.len() {
        let Some((run, (emotion, usual))) = said.longest(at, EMOTIONS) else {
            at += 1;
            continue;
        };
        at = run.to;
        // « je l’ai remerciée » is our gratitude, and so is a thank-you card.
        if emotion == Emotion::Gratitude && (said.ours(run.from) || said.word(run.to) == "card") {
            continue;
        }
        let denied = said.denied(run.from);
        let emotion = if denied {
            match opposite(emotion) {
                Some(emotion) => emotion,
                None => continue,
            }
        } else {
            emotion
        };
        let (from, shift) = strength(said, run);
        let intensity = if denied {
            // « pas très contente » is no more than « pas contente »; « pas du tout » is.
            2 + u32::from(utterly(said, run))
        } else {
            usual.saturating_add_signed(shift).clamp(1, 3)
        };
        let first = if denied { denial(said, run.from) } else { from };
        let run = Run {
            from: first,
            to: run.to,
        };
        let told_around = around(said);
        let feeling = Feeling {
            intensity,
            told_around,
            ..Feeling::plain(emotion)
        };
        let weight = (emotion != Emotion::Gratitude, intensity);
        if best
            .as_ref()
            .is_none_or(|(said, than, _)| weight > (*said, *than))
        {
            best = Some((weight.0, weight.1, said.propose(run, feeling)));
        }
    }
    best.map(|(_, _, proposed)| proposed)
}

/// What the denial of an emotion comes to; nothing for one that hurts.
const fn opposite(emotion: Emotion) -> Option<Emotion> {
    match emotion {
        Emotion::Contentment | Emotion::Relief => Some(Emotion::Annoyance),
        Emotion::Delight | Emotion::Trust => Some(Emotion::Disappointment),
        _ => None,
    }
}

/// How the words before an emotion change it, and where they begin.
fn strength(said: &Said<'_>, run: Run) -> (usize, i32) {
    let mut from = run.from;
    for back in 1..=2 {
        let Some(at) = run.from.checked_sub(back) else {
            break;
        };
        if said.tokens.get(at + 1).is_none_or(|token| token.breaks) {
            break;
        }
        if let Some((_, shift)) = STRENGTHS.iter().find(|(word, _)| *word == said.word(at)) {
            from = from.min(at);
            // « un peu », `a bit`
            if matches!(said.before(at, 1), "un" | "a") {
                from -= 1;
            }
            return (from, *shift);
        }
    }
    (from, 0)
}

fn utterly(said: &Said<'_>, run: Run) -> bool {
    (1..=3).any(|back| {
        (said.before(run.from, back) == "tout" && said.before(run.from, back + 1) == "du")
            || (said.before(run.from, back) == "all" && said.before(run.from, back + 1) == "at")
    })
}

/// Where the denial begins.
fn denial(said: &Said<'_>, at: usize) -> usize {
    (1..=3)
        .filter_map(|back| at.checked_sub(back))
        .find(|at| {
            matches!(
                said.word(*at),
                "pas"
                    | "jamais"
                    | "plus"
                    | "not"
                    | "never"
                    | "t"
                    | "no"
                    | "longer"
                    | "sans"
                    | "guere"
            )
        })
        .unwrap_or(at)
}

/// Whether they say so to others.
fn around(said: &Said<'_>) -> bool {
    const AROUND: &[(&str, ())] = &[
        ("le dit autour", ()),
        ("en parle a tout le monde", ()),
        ("en parle autour", ()),
        ("le raconte", ()),
        ("mauvais avis", ()),
        ("avis google", ()),
        ("telling everyone", ()),
        ("tells everyone", ()),
        ("told everyone", ()),
        ("bad review", ()),
        ("google review", ()),
    ];
    said.first(AROUND).is_some()
}
