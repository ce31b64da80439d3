//! The change log: triggers on the writer note every row a write inserts, changes or removes.
//!
//! They are temporary, made from the tables as they are each time the writer opens: no write path can
//! forget them, and a migration never has to carry them along. The rows an import inserts are not noted
//! one by one (there can be millions); they carry the import's id and go as a whole.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, SqliteConnection};

/// A table whose rows belong to the person: what is written there can be taken back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Logged {
    pub(crate) name: &'static str,
    /// The column that tells whose row it is.
    pub(crate) customer: Option<&'static str>,
    /// Whether its rows can come from an import.
    pub(crate) imported: bool,
}

const fn logged(name: &'static str, customer: Option<&'static str>, imported: bool) -> Logged {
    Logged {
        name,
        customer,
        imported,
    }
}

/// Parents before children, so that undoing in reverse never leaves a row without its parent.
pub(crate) const TABLES: &[Logged] = &[
    logged("setting", None, false),
    logged("import", None, false),
    logged("import_mapping", None, false),
    logged("customer", Some("id"), true),
    logged("contact_point", Some("customer_id"), true),
    logged("consent", Some("customer_id"), true),
    logged("customer_tag", Some("customer_id"), true),
    logged("field", None, true),
    logged("field_value", Some("customer_id"), true),
    logged("purchase", Some("customer_id"), true),
    logged("import_match", Some("customer_id"), true),
    logged("import_question", Some("customer_id"), true),
    logged("exchange", Some("customer_id"), false),
    logged("note", Some("customer_id"), false),
    logged("absence", Some("customer_id"), false),
    logged("contact", Some("customer_id"), false),
    logged("cause", None, false),
    logged("complaint", Some("customer_id"), false),
    logged("complaint_step", Some("customer_id"), false),
    logged("corrective_action", Some("customer_id"), false),
    logged("promise", Some("customer_id"), false),
    logged("gesture", Some("customer_id"), false),
    logged("praise", Some("customer_id"), false),
    logged("rating", Some("customer_id"), false),
    logged("departure", Some("customer_id"), false),
    logged("payment_plan", Some("customer_id"), false),
    logged("instalment", Some("customer_id"), false),
    logged("feeling", Some("customer_id"), false),
    logged("attachment", Some("customer_id"), false),
    logged("waved", Some("customer_id"), false),
    logged("bond_pin", Some("customer_id"), false),
];

/// Tables of what people noted about a customer by hand: they go along when two records become one, and whoever has a row
/// there is kept when the import they came with is taken back.
pub(crate) fn noted_by_hand() -> impl Iterator<Item = &'static str> {
    TABLES
        .iter()
        .filter(|table| table.customer == Some("customer_id") && !table.imported)
        .map(|table| table.name)
}

/// One column, as the schema describes it.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    blob: bool,
    pub(crate) key: bool,
}

impl Column {
    /// The column of row `row` as JSON can hold it.
    fn to_json(&self, row: &str) -> String {
        let name = &self.name;
        if self.blob {
            format!("nullif(hex({row}.{name}), '')")
        } else {
            format!("{row}.{name}")
        }
    }

    /// The column's value out of the JSON text in `json`.
    pub(crate) fn out_of_json(&self, json: &str) -> String {
        let value = format!("json_extract({json}, '$.{}')", self.name);
        if self.blob {
            format!("unhex({value})")
        } else {
            value
        }
    }
}

/// The columns of a logged table.
pub(crate) async fn columns(
    connection: &mut SqliteConnection,
    table: &str,
) -> Result<Vec<Column>, sqlx::Error> {
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT name, type, pk FROM pragma_table_info(?)")
            .bind(table)
            .fetch_all(connection)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(name, kind, key)| Column {
            name,
            blob: kind == "BLOB",
            key: key > 0,
        })
        .collect())
}

/// The row of `table` whose `key` column holds this identifier, as the change log would note it.
pub(crate) async fn image(
    connection: &mut SqliteConnection,
    table: &str,
    key: &str,
    id: &[u8],
) -> Result<Option<String>, sqlx::Error> {
    let pairs: Vec<String> = columns(connection, table)
        .await?
        .iter()
        .map(|c| format!("'{}', {}", c.name, c.to_json("r")))
        .collect();
    let sql = format!(
        "SELECT json_object({}) FROM {table} r WHERE r.{key} = ?",
        pairs.join(", ")
    );
    sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Prepare a fresh writer: nothing may write through it before [`begin`].
pub(crate) async fn install(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut script =
        String::from("CREATE TEMP TABLE change_now (seq INTEGER NOT NULL, import_id BLOB);\n");
    for table in TABLES {
        let columns = columns(connection, table.name).await?;
        for (event, before, after) in [
            ("INSERT", None, Some("NEW")),
            ("UPDATE", Some("OLD"), Some("NEW")),
            ("DELETE", Some("OLD"), None),
        ] {
            script.push_str(&trigger(*table, &columns, event, before, after));
        }
    }
    sqlx::raw_sql(AssertSqlSafe(script))
        .execute(connection)
        .await?;
    Ok(())
}

fn trigger(
    table: Logged,
    columns: &[Column],
    event: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> String {
    let image = |row: Option<&str>| {
        row.map_or_else(
            || "NULL".to_owned(),
            |row| {
                let pairs: Vec<String> = columns
                    .iter()
                    .map(|c| format!("'{}', {}", c.name, c.to_json(row)))
                    .collect();
                format!("json_object({})", pairs.join(", "))
            },
        )
    };
    let name = table.name;
    // An update is always noted; a row that comes or goes with the running import is not.
    let when = match (table.imported, before, after) {
        (true, None, Some(row)) | (true, Some(row), None) => format!(
            "WHEN {row}.import_id IS NULL OR {row}.import_id IS NOT (SELECT import_id FROM change_now)"
        ),
        _ => String::new(),
    };
    let (before, after) = (image(before), image(after));
    let mut sql = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        sql,
        "CREATE TEMP TRIGGER log_{name}_{event} AFTER {event} ON main.{name} {when} BEGIN
           SELECT RAISE(ABORT, 'a write outside the write door') WHERE NOT EXISTS (SELECT 1 FROM change_now);
           INSERT INTO change_row (seq, n, tbl, before, after)
           SELECT seq, 1 + coalesce((SELECT max(n) FROM change_row r WHERE r.seq = now.seq), 0),
                  '{name}', {before}, {after}
           FROM change_now now
           WHERE ({before}) IS NOT ({after});
         END;\n"
    );
    sql
}

/// Open a change: from here to [`end`] what the writer does belongs to it. Returns its place in history.
pub(crate) async fn begin(
    connection: &mut SqliteConnection,
    op: &str,
    at: &str,
    import_id: Option<&[u8]>,
) -> Result<i64, sqlx::Error> {
    let seq = sqlx::query("INSERT INTO change (op, at, import_id) VALUES (?, ?, ?)")
        .bind(op)
        .bind(at)
        .bind(import_id)
        .execute(&mut *connection)
        .await?
        .last_insert_rowid();
    sqlx::query("INSERT INTO change_now (seq, import_id) VALUES (?, ?)")
        .bind(seq)
        .bind(import_id)
        .execute(connection)
        .await?;
    Ok(seq)
}

/// Close the change, within the same transaction.
pub(crate) async fn end(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM change_now")
        .execute(connection)
        .await?;
    Ok(())
}

/// Stop looking at inserts while an import pours its rows in: even a trigger that does nothing has its
/// price a million times over. The transaction's end, either way, has them back (see [`resume_inserts`]).
pub(crate) async fn pause_inserts(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for table in TABLES.iter().filter(|table| table.imported) {
        let sql = format!("DROP TRIGGER temp.log_{}_INSERT", table.name);
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Look at inserts again.
pub(crate) async fn resume_inserts(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for table in TABLES.iter().filter(|table| table.imported) {
        let columns = columns(connection, table.name).await?;
        let sql = trigger(*table, &columns, "INSERT", None, Some("NEW"));
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Let rows through that are nobody's doing and cannot be taken back: a notebook's first settings.
pub(crate) async fn unlogged(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO change_now (seq) VALUES (0)")
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO change (seq, op, at) VALUES (0, 'create', '')")
        .execute(connection)
        .await?;
    Ok(())
}

/// The end of [`unlogged`].
pub(crate) async fn logged_again(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql("DELETE FROM change_row WHERE seq = 0; DELETE FROM change WHERE seq = 0; DELETE FROM change_now")
        .execute(connection)
        .await?;
    Ok(())
}
