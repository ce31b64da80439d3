//! The shape of a file: what files of one kind have in common, and the mapping remembered for it.

use super::heading::heading_words;
use super::mapping::{Column, Mapping};
use super::rejects::REASON_HEADING;
use super::table::Source;

/// What files of one kind have in common: their headings, whatever their order.
#[must_use]
pub fn shape_of(headers: &[String], has_header: bool, source: &Source) -> String {
    let mut words: Vec<String> = if has_header {
        let own = |header: &&String| !header.starts_with(REASON_HEADING);
        headers
            .iter()
            .filter(own)
            .map(|header| heading_words(header))
            .collect()
    } else {
        let separator = match source {
            Source::Text { separator, .. } => separator.char(),
            Source::Ledger { .. } => 'l',
            Source::Cards { .. } => 'v',
            Source::Sheet { .. } => 'x',
        };
        vec![format!(
            "{} columns without headings, {separator}",
            headers.len()
        )]
    };
    words.sort_unstable();
    let hash = blake3::hash(words.join("\u{1f}").as_bytes());
    hash.to_hex().chars().take(32).collect()
}

/// Applies what was remembered for this shape to a file whose columns may come in another order.
#[must_use]
pub fn recall(fresh: Mapping, remembered: &Mapping) -> Mapping {
    let mut pool: Vec<&Column> = remembered.columns.iter().collect();
    let columns = fresh
        .columns
        .into_iter()
        .map(|column| {
            let heading = heading_words(&column.header);
            match pool
                .iter()
                .position(|known| heading_words(&known.header) == heading)
            {
                Some(at) => {
                    let known = pool.remove(at);
                    Column {
                        header: column.header,
                        confidence: 1.0,
                        ..known.clone()
                    }
                }
                None => column,
            }
        })
        .collect();
    Mapping {
        columns,
        credit_prefix: remembered.credit_prefix.clone(),
        anonymous: remembered.anonymous,
        lines: remembered.lines,
        ..fresh
    }
}
