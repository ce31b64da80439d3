//! What the cells of a column say about the mark before their decimals.

use super::decimal::{DecimalMark, cuts_thousands, undress};

/// What one cell says about the decimal mark of its column.
#[must_use]
pub fn mark_evidence(text: &str) -> Option<DecimalMark> {
    let (body, ..) = undress(text)?;
    let (comma, point) = (body.rfind(','), body.rfind('.'));
    match (comma, point) {
        (Some(comma), Some(point)) => Some(if comma > point {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        }),
        (Some(at), None) => lone(body, at, DecimalMark::Comma),
        (None, Some(at)) => lone(body, at, DecimalMark::Point),
        (None, None) => None,
    }
}

fn lone(body: &str, at: usize, mark: DecimalMark) -> Option<DecimalMark> {
    let (whole, decimals) = (body.get(..at)?, body.get(at + 1..)?);
    if whole.contains(mark.char()) {
        return Some(mark.other());
    }
    (!cuts_thousands(whole, decimals)).then_some(mark)
}
