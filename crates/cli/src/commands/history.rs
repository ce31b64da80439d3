//! Taking back and doing again.

use fidele_core::Notebook;
use fidele_core::change::Undoable;
use serde::Serialize;

use crate::answer::Answer;
use crate::fault::Fault;
use crate::say;

#[derive(Serialize)]
struct Undone {
    undone: Undoable,
    undoable: Option<Undoable>,
}

#[derive(Serialize)]
struct Redone {
    redone: Undoable,
    undoable: Option<Undoable>,
}

/// `undo`.
pub async fn undo(book: &Notebook, seq: Option<i32>) -> Result<Answer, Fault> {
    let (undone, changes) = book.undo(seq).await?;
    let text = format!("taken back: {}", say::change(&undone));
    Answer::new(
        &Undone {
            undone,
            undoable: changes.undoable,
        },
        text,
    )
}

/// `redo`.
pub async fn redo(book: &Notebook) -> Result<Answer, Fault> {
    let (redone, changes) = book.redo().await?;
    let text = format!("done again: {}", say::change(&redone));
    Answer::new(
        &Redone {
            redone,
            undoable: changes.undoable,
        },
        text,
    )
}
