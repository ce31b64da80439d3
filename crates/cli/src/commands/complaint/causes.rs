//! `complaint cause`.

use fidele_core::Notebook;
use fidele_core::complaint::Cause;
use fidele_core::fold::fold;
use fidele_core::ids::CauseId;
use serde::Serialize;
use serde_json::json;

use crate::answer::Answer;
use crate::args::CausesWhat;
use crate::fault::{Fault, NO};
use crate::say;
use crate::table::table;

#[derive(Serialize)]
struct List {
    causes: Vec<Cause>,
}

pub(super) async fn causes(book: &Notebook, what: Option<&CausesWhat>) -> Result<Answer, Fault> {
    match what {
        None => {}
        Some(CausesWhat::Add { names }) => {
            book.add_causes(names).await?;
        }
        Some(CausesWhat::Rename { cause, name }) => {
            let id = named(book, cause).await?;
            book.rename_cause(id, name).await?;
        }
        Some(CausesWhat::Order { names }) => {
            let mut ids = Vec::new();
            for name in names {
                ids.push(named(book, name).await?);
            }
            book.order_causes(&ids).await?;
        }
        Some(CausesWhat::Retire { cause }) => {
            let id = named(book, cause).await?;
            book.retire_cause(id, true).await?;
        }
        Some(CausesWhat::Offer { cause }) => {
            let id = named(book, cause).await?;
            book.retire_cause(id, false).await?;
        }
    }
    let causes = book.causes().await?;
    let rows: Vec<Vec<String>> = causes
        .iter()
        .map(|cause| {
            vec![
                say::plain(&cause.name),
                say::some(cause.complaints, "complaint", "complaints"),
                if cause.retired_on.is_some() {
                    "retired"
                } else {
                    ""
                }
                .to_owned(),
            ]
        })
        .collect();
    let text = if causes.is_empty() {
        "no causes yet: `fidele complaint cause add Preparation Delivery Price`".to_owned()
    } else {
        table(&rows, &[])
    };
    Answer::new(&List { causes }, text)
}

/// The cause of this name.
pub(super) async fn named(book: &Notebook, name: &str) -> Result<CauseId, Fault> {
    let wanted = fold(name.trim());
    let causes = book.causes().await?;
    let found = causes.iter().find(|cause| fold(&cause.name) == wanted);
    found.map(|cause| cause.id).ok_or_else(|| {
        Fault::new(
            "notFound",
            NO,
            json!({ "what": "cause", "id": name }),
            format!("no cause is called \"{name}\": `fidele complaint cause` lists them, `cause add` adds one"),
        )
    })
}
