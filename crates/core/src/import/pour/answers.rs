//! What was found out about names, kept for the next file.

use sqlx::Arguments as _;

use super::Pour;
use crate::db::Write;
use crate::error::Result;
use crate::ids::{CustomerId, ImportId};
use crate::import::sql::Poured;

/// Keeps what was found out about bare names, and the questions left for later.
pub(in crate::import) async fn keep_answers(
    write: &mut Write<'_>,
    pour: &Pour<'_>,
    import: ImportId,
) -> Result<u32> {
    let shape = pour.mapping.shape.clone();
    let matches = Poured::new(
        "import_match",
        &["shape", "person", "customer_id", "decided"],
        import,
    );
    let registry = pour.registry();
    let found = registry
        .bare_names()
        .filter(|(key, _)| !registry.is_remembered(key))
        .map(|(key, at)| (key, at, false));
    let decided = registry.answers().map(|(key, at)| (key, at, true));
    // Of these a person will decide: what they say of the customer, they say of the row.
    let open = registry
        .undecided
        .iter()
        .filter(|(_, asked)| {
            registry
                .get(asked.at)
                .is_some_and(|asked| asked.bare.is_none())
        })
        .map(|(undecided, asked)| (undecided.key.as_str(), asked.at, false));
    // What was decided comes first: of two rows of one key the first stays.
    let all: Vec<(&str, CustomerId, bool)> = decided
        .chain(found)
        .chain(open)
        .filter_map(|(key, at, decided)| Some((key, pour.id(at)?, decided)))
        .collect();
    matches
        .insert(
            write.connection(),
            &all,
            " ON CONFLICT DO NOTHING",
            |(person, customer, decided), row| {
                row.add(&shape)?;
                row.add(*person)?;
                row.add(*customer)?;
                row.add(*decided)
            },
        )
        .await?;
    let questions = Poured::new(
        "import_question",
        &["customer_id", "doubt", "candidates"],
        import,
    );
    let mut open = Vec::new();
    for (undecided, asked) in &pour.registry().undecided {
        let Some(customer) = pour.id(asked.at) else {
            continue;
        };
        let candidates: Vec<CustomerId> = asked
            .candidates
            .iter()
            .filter_map(|at| pour.id(*at))
            .collect();
        open.push((
            customer,
            serde_json::to_string(&undecided.doubt)?,
            serde_json::to_string(&candidates)?,
        ));
    }
    questions
        .insert(
            write.connection(),
            &open,
            " ON CONFLICT DO NOTHING",
            |(customer, doubt, candidates), row| {
                row.add(*customer)?;
                row.add(doubt.trim_matches('"').to_owned())?;
                row.add(candidates.clone())
            },
        )
        .await?;
    Ok(u32::try_from(open.len()).unwrap_or(u32::MAX))
}
