//! What a guess leaves open.

use crate::import::column::ColumnStats;
use crate::import::day::DayOrder;
use crate::import::mapping::{Mapping, Question};

/// What a person should look at, the most pressing first.
#[must_use]
pub fn questions(mapping: &Mapping, stats: &[ColumnStats]) -> Vec<Question> {
    let examples = |at: usize| {
        stats
            .get(at)
            .map(|stats| stats.examples.clone())
            .unwrap_or_default()
    };
    let mut questions = Vec::new();
    if let Some(question) = mapping
        .unanswered()
        .filter(|q| !matches!(q, Question::DayOrder { .. }))
    {
        questions.push(question);
    }
    for (at, (column, stats)) in mapping.columns.iter().zip(stats).enumerate() {
        let index = u32::try_from(at).unwrap_or(0);
        if column.has_days() && column.days == DayOrder::Ambiguous {
            questions.push(Question::DayOrder {
                column: index,
                examples: examples(at),
            });
        } else if column.has_numbers() && !stats.decimal().1 {
            questions.push(Question::DecimalMark {
                column: index,
                examples: examples(at),
            });
        }
    }
    questions
}
