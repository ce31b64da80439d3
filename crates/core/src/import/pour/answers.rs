//! What was found out about names, kept for the next file.

use sqlx::Arguments as _;

use super::{PEOPLE, Pour};
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
    let (registry, said) = (pour.registry(), pour.told());
    let decided = registry
        .answers()
        .map(|(key, at)| Ok((key.to_owned(), at, true)));
    let found = registry
        .bare_names(said)
        .filter(|found| !matches!(found, Ok((key, _)) if registry.is_remembered(key)))
        .map(|found| found.map(|(key, at)| (key, at, false)));
    // Of these a person will decide: what they say of the customer, they say of the row.
    let open = registry.undecided.iter().filter_map(|asked| {
        let key = registry.doubt_key(asked, said).transpose()?;
        Some(key.map(|key| (key, asked.at, false)))
    });
    // What was decided comes first: of two rows of one key the first stays.
    let mut all = decided.chain(found).chain(open);
    loop {
        let some: Vec<(String, u32, bool)> = all.by_ref().take(PEOPLE).collect::<Result<_>>()?;
        if some.is_empty() {
            break;
        }
        let rows: Vec<(String, CustomerId, bool)> = some
            .into_iter()
            .filter_map(|(key, at, decided)| Some((key, pour.id(at)?, decided)))
            .collect();
        matches
            .insert(
                write.connection(),
                &rows,
                " ON CONFLICT DO NOTHING",
                |(person, customer, decided), row| {
                    row.add(&shape)?;
                    row.add(person)?;
                    row.add(*customer)?;
                    row.add(*decided)
                },
            )
            .await?;
    }
    let questions = Poured::new(
        "import_question",
        &["customer_id", "doubt", "candidates"],
        import,
    );
    let mut count = 0;
    for some in registry.undecided.chunks(PEOPLE) {
        let mut open = Vec::with_capacity(some.len());
        for asked in some {
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
                serde_json::to_string(&asked.doubt)?,
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
        count += open.len();
    }
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
