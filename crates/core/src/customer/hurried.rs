//! Looking for somebody before the roster is there: what the file's own indexes find quickly.

use sqlx::SqlitePool;

use crate::error::Result;
use crate::fold::fold;
use crate::roster::{Sought, words_of};

/// Candidates looked at closely.
const MANY: u32 = 400;

/// The slots of those a search most likely means, at most `limit`: whose name has words that begin so, or whose e-mail address, number
/// with the shop or phone number begins so. Archived customers are left out; who is worth most comes first.
pub(super) async fn found(
    reader: &SqlitePool,
    text: &str,
    sought: &Sought,
    limit: u32,
) -> Result<Vec<u32>> {
    let mut slots = Vec::new();
    if let Sought::Words(words) = sought {
        slots = named(reader, words).await?;
    }
    if let Sought::Digits { spellings, .. } = sought {
        for digits in spellings {
            slots.extend(by_point(reader, "phone", &format!("+{digits}")).await?);
        }
    }
    let typed = text.trim();
    if !typed.contains(char::is_whitespace) {
        slots.extend(by_point(reader, "email", &typed.to_lowercase()).await?);
        slots.extend(by_external_id(reader, typed).await?);
    }
    worthiest(reader, &slots, limit).await
}

/// Right after everything that begins with `start`.
fn after(start: &str) -> String {
    format!("{start}{}", char::MAX)
}

/// Those whose names have a word that begins with each of these.
async fn named(reader: &SqlitePool, words: &[String]) -> Result<Vec<u32>> {
    // The longest leaves the fewest; the index alone is gone through.
    let Some(longest) = words.iter().max_by_key(|word| word.len()) else {
        return Ok(Vec::new());
    };
    let rows = sqlx::query!(
        r#"SELECT seq AS "seq!: u32", name_folded FROM (
             SELECT seq, name_folded FROM customer WHERE name_folded >= ?1 AND name_folded < ?2 LIMIT ?4)
           UNION
           SELECT seq, name_folded FROM (
             SELECT seq, name_folded FROM customer INDEXED BY customer_by_name
             WHERE instr(name_folded, ?3) > 0 LIMIT ?4)"#,
        words[0],
        after(&words[0]),
        longest,
        MANY
    );
    let rows = rows.fetch_all(reader).await?;
    let fits = |name: &str| {
        let name = words_of(name);
        let name: Vec<&str> = name.split(' ').collect();
        words
            .iter()
            .all(|word| name.iter().any(|own| own.starts_with(word.as_str())))
    };
    Ok(rows
        .into_iter()
        .filter(|row| fits(&fold(&row.name_folded)))
        .map(|row| row.seq)
        .collect())
}

async fn by_point(reader: &SqlitePool, kind: &str, start: &str) -> Result<Vec<u32>> {
    let end = after(start);
    Ok(sqlx::query_scalar!(
        r#"SELECT c.seq AS "seq!: u32" FROM contact_point p CROSS JOIN customer c ON c.id = p.customer_id
           WHERE p.kind = ? AND p.normal >= ? AND p.normal < ? LIMIT ?"#,
        kind,
        start,
        end,
        MANY
    )
    .fetch_all(reader)
    .await?)
}

async fn by_external_id(reader: &SqlitePool, start: &str) -> Result<Vec<u32>> {
    let end = after(start);
    Ok(sqlx::query_scalar!(
        r#"SELECT seq AS "seq!: u32" FROM customer
           WHERE external_id IS NOT NULL AND external_id >= ? AND external_id < ? LIMIT ?"#,
        start,
        end,
        MANY
    )
    .fetch_all(reader)
    .await?)
}

async fn worthiest(reader: &SqlitePool, slots: &[u32], limit: u32) -> Result<Vec<u32>> {
    let slots = serde_json::to_string(slots)?;
    Ok(sqlx::query_scalar!(
        r#"SELECT c.seq AS "seq!: u32" FROM customer c JOIN standing s ON s.customer_id = c.id
           WHERE c.seq IN (SELECT value FROM json_each(?)) AND c.archived_on IS NULL
           ORDER BY s.value DESC, c.name_folded, c.seq LIMIT ?"#,
        slots,
        limit
    )
    .fetch_all(reader)
    .await?)
}
