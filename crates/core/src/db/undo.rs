//! Taking changes back, and doing them again. An undo is itself a change: its rows are logged like any
//! others, so doing again is undoing the undo.

use sqlx::{AssertSqlSafe, SqliteConnection, SqlitePool};

use super::{Write, log};
use crate::change::{Changes, Op, Undoable};
use crate::error::{Error, Result};
use crate::ids::ImportId;
use crate::notebook::Notebook;

/// The latest change that can be taken back. Imports are taken back from the import's own page as well.
pub(crate) async fn undoable(reader: &SqlitePool) -> Result<Option<Undoable>> {
    let row = sqlx::query!(
        r#"SELECT seq AS "seq!: i64", op, detail FROM change
           WHERE undone_by IS NULL AND op NOT IN ('undo', 'redo') ORDER BY seq DESC LIMIT 1"#
    )
    .fetch_optional(reader)
    .await?;
    Ok(row.and_then(|row| {
        Some(Undoable {
            seq: i32::try_from(row.seq).ok()?,
            op: Op::from_code(&row.op)?,
            detail: row.detail,
        })
    }))
}

/// Take back the change at `seq`, or the latest one.
pub(crate) async fn undo(notebook: &Notebook, seq: Option<i32>) -> Result<(Undoable, Changes)> {
    let latest = undoable(&notebook.db.reader).await?;
    let target = match seq {
        None => latest,
        Some(seq) => at(&notebook.db.reader, seq).await?,
    }
    .ok_or(Error::NothingToUndo)?;
    let of = i64::from(target.seq);

    let import: Option<ImportId> = sqlx::query_scalar!(
        r#"SELECT import_id AS "id: ImportId" FROM change WHERE seq = ?"#,
        of
    )
    .fetch_one(&notebook.db.reader)
    .await?;
    // Rows of the import go without being noted, as they came.
    let mut write = Write::open(notebook, Op::Undo, import).await?;
    if let Some(import) = import {
        write.touch_everyone();
        crate::import::take_back(&mut write, import).await?;
    }
    reverse(write.connection(), of).await.map_err(built_upon)?;
    // Everybody stands where the settings put them.
    if target.op == Op::ChangeSettings {
        write.touch_everyone();
    }
    let seq = write.seq();
    sqlx::query!(
        "UPDATE change SET undoes = ?1, detail = ?2, import_id = NULL WHERE seq = ?3",
        of,
        target.detail,
        seq
    )
    .execute(write.connection())
    .await?;
    sqlx::query!("UPDATE change SET undone_by = ?1 WHERE seq = ?2", seq, of)
        .execute(write.connection())
        .await?;
    // Of purchases it is only asked here.
    let changes = write.commit().await.map_err(built_upon)?;
    Ok((target, changes))
}

/// A row that something noted since refers to stays, and with it all of its change.
fn built_upon(error: Error) -> Error {
    match error {
        Error::Sql(sqlx::Error::Database(why)) if why.is_foreign_key_violation() => {
            Error::BuiltUpon
        }
        other => other,
    }
}

/// Do again what the latest undo took back, unless something else was written since.
pub(crate) async fn redo(notebook: &Notebook) -> Result<(Undoable, Changes)> {
    let row = sqlx::query!(
        r#"SELECT u.seq AS "seq!: i64", c.seq AS "of!: i64", c.op, c.detail, c.import_id
           FROM change u JOIN change c ON c.seq = u.undoes
           WHERE u.op = 'undo' AND u.undone_by IS NULL
             AND NOT EXISTS (SELECT 1 FROM change l WHERE l.seq > u.seq AND l.op NOT IN ('undo', 'redo'))
           ORDER BY u.seq DESC LIMIT 1"#
    )
    .fetch_optional(&notebook.db.reader)
    .await?
    // The rows of an import are not kept once it is undone: its file is what brings them back.
    .filter(|row| row.import_id.is_none())
    .ok_or(Error::NothingToUndo)?;
    let done = Undoable {
        seq: i32::try_from(row.of).unwrap_or(i32::MAX),
        op: Op::from_code(&row.op).ok_or(Error::NothingToUndo)?,
        detail: row.detail,
    };
    let mut write = Write::open(notebook, Op::Redo, None).await?;
    reverse(write.connection(), row.seq).await?;
    if done.op == Op::ChangeSettings {
        write.touch_everyone();
    }
    let seq = write.seq();
    sqlx::query!("UPDATE change SET undoes = ?1 WHERE seq = ?2", row.seq, seq)
        .execute(write.connection())
        .await?;
    sqlx::query!(
        "UPDATE change SET undone_by = ?1 WHERE seq = ?2",
        seq,
        row.seq
    )
    .execute(write.connection())
    .await?;
    sqlx::query!("UPDATE change SET undone_by = NULL WHERE seq = ?", row.of)
        .execute(write.connection())
        .await?;
    let changes = write.commit().await?;
    Ok((done, changes))
}

async fn at(reader: &SqlitePool, seq: i32) -> Result<Option<Undoable>> {
    let row = sqlx::query!(
        "SELECT op, detail FROM change WHERE seq = ? AND undone_by IS NULL AND op NOT IN ('undo', 'redo')",
        seq
    )
    .fetch_optional(reader)
    .await?;
    Ok(row.and_then(|row| {
        Some(Undoable {
            seq,
            op: Op::from_code(&row.op)?,
            detail: row.detail,
        })
    }))
}

/// Put every row of change `of` back as it was, newest first. A column somebody changed since keeps the
/// newer value: taking back an old import must not take back this morning's correction with it.
async fn reverse(connection: &mut SqliteConnection, of: i64) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT tbl, before, after FROM change_row WHERE seq = ? ORDER BY n DESC"#,
        of
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let Some(table) = log::TABLES.iter().find(|table| table.name == row.tbl) else {
            return Err(Error::Damaged(format!(
                "unknown table {} in history",
                row.tbl
            )));
        };
        let columns = log::columns(connection, table.name).await?;
        let sql = match (&row.before, &row.after) {
            (None, Some(_)) => delete(table.name, &columns),
            (Some(_), None) => insert(table.name, &columns),
            (Some(_), Some(_)) => update(table.name, &columns),
            (None, None) => continue,
        };
        // Only names from the schema are spelled out; every value is bound.
        sqlx::query(AssertSqlSafe(sql))
            .bind(&row.before)
            .bind(&row.after)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

fn matching(columns: &[log::Column], json: &str) -> String {
    let keys: Vec<String> = columns
        .iter()
        .filter(|column| column.key)
        .map(|column| format!("{} = {}", column.name, column.out_of_json(json)))
        .collect();
    keys.join(" AND ")
}

fn delete(table: &str, columns: &[log::Column]) -> String {
    format!("DELETE FROM {table} WHERE {}", matching(columns, "?2"))
}

fn insert(table: &str, columns: &[log::Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = columns
        .iter()
        .map(|column| column.out_of_json("?1"))
        .collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        names.join(", "),
        values.join(", ")
    )
}

fn update(table: &str, columns: &[log::Column]) -> String {
    let sets: Vec<String> = columns
        .iter()
        .filter(|column| !column.key)
        .map(|column| {
            let (name, old, new) = (
                &column.name,
                column.out_of_json("?1"),
                column.out_of_json("?2"),
            );
            format!("{name} = CASE WHEN {name} IS {new} THEN {old} ELSE {name} END")
        })
        .collect();
    format!(
        "UPDATE {table} SET {} WHERE {}",
        sets.join(", "),
        matching(columns, "?1")
    )
}
