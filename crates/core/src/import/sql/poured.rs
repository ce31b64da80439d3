//! Many rows a statement: one by one, pouring a file in would take forty times as long.

use std::fmt::Write as _;

use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::ROWS;
use crate::error::Result;
use crate::ids::ImportId;

/// A table being poured into.
pub(in crate::import) struct Poured {
    head: String,
    row: String,
    columns: usize,
}

impl Poured {
    /// Of `table`: `columns` vary from row to row, `import_id` does not and is spelled out.
    ///
    /// Placeholders have no numbers: for each one that has, SQLite and sqlx search a list of all the others.
    pub(in crate::import) fn new(table: &str, columns: &[&str], import: ImportId) -> Self {
        Self::with(table, columns, import, None)
    }

    /// The same with one more column that is alike in every row, its value nothing but letters.
    pub(in crate::import) fn with(
        table: &str,
        columns: &[&str],
        import: ImportId,
        constant: Option<(&str, &str)>,
    ) -> Self {
        let mut row = String::from("(x'");
        for byte in import.bytes() {
            // Writing to a String cannot fail.
            let _ = write!(row, "{byte:02x}");
        }
        row.push('\'');
        let mut names = String::new();
        if let Some((name, value)) = constant {
            let _ = write!(row, ",'{value}'");
            let _ = write!(names, "{name}, ");
        }
        row.push_str(&",?".repeat(columns.len()));
        row.push(')');
        Self {
            // `OR FAIL`: the whole import is rolled back anyway, a journal for each statement would be for nothing.
            head: format!(
                "INSERT OR FAIL INTO {table} (import_id, {names}{}) VALUES ",
                columns.join(", ")
            ),
            row,
            columns: columns.len(),
        }
    }

    /// Inserts rows. `bind` adds the columns of one row, in order; `tail` ends the statement (`ON CONFLICT…`).
    pub(in crate::import) async fn insert<R>(
        &self,
        connection: &mut SqliteConnection,
        rows: &[R],
        tail: &str,
        bind: impl Fn(&R, &mut SqliteArguments) -> Result<(), sqlx::error::BoxDynError>,
    ) -> Result<()> {
        let most = ROWS.min(32_000 / self.columns.max(1));
        for chunk in rows.chunks(most) {
            let mut sql = String::with_capacity(
                self.head.len() + chunk.len() * (self.row.len() + 1) + tail.len(),
            );
            sql.push_str(&self.head);
            let mut arguments = SqliteArguments::default();
            for (at, row) in chunk.iter().enumerate() {
                if at > 0 {
                    sql.push(',');
                }
                sql.push_str(&self.row);
                bind(row, &mut arguments).map_err(sqlx::Error::Encode)?;
            }
            sql.push_str(tail);
            // Only names from this file and the import's id are spelled out; every value is bound.
            sqlx::query_with(AssertSqlSafe(sql), arguments)
                // A full statement comes again and again, a shorter one does not.
                .persistent(chunk.len() == most)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}
