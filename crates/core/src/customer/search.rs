//! Search as you type: names without regard to accents or case, phones in any spelling, e-mails, tags.

use sqlx::SqliteConnection;

use crate::behaviour::Behaviour;
use crate::db::Touched;
use crate::error::Result;
use crate::fold::fold;
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::standing;

/// A customer found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Identifier.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Town.
    pub city: Option<String>,
    /// Where they stand.
    pub behaviour: Behaviour,
}

impl Notebook {
    /// The customers whose name, phone, e-mail, tag, company or town starts with every word of `text`, those
    /// most worth keeping first; at most `limit`. Archived customers are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<Found>> {
        let Some(words) = expression(text, &self.settings().country) else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query!(
            r#"SELECT c.id AS "id: CustomerId", c.name, c.city, s.behaviour
               FROM customer c JOIN standing s ON s.customer_id = c.id
               WHERE c.archived_on IS NULL
                 AND c.seq IN (SELECT rowid FROM customer_search WHERE customer_search MATCH ?)
               ORDER BY s.visits DESC, c.name_folded LIMIT ?"#,
            words,
            limit
        )
        .fetch_all(&self.db.reader)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Found {
                    id: row.id,
                    name: row.name,
                    city: row.city,
                    behaviour: standing::behaviour(&row.behaviour)?,
                })
            })
            .collect()
    }
}

/// What a person typed, as a full-text expression: every word quoted, so that none is an operator.
/// `None` when nothing searchable was typed.
pub(super) fn expression(text: &str, country: &str) -> Option<String> {
    let phone_like = text
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+.-/()".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if phone_like && digits.len() >= 2 {
        return Some(phone_expression(&digits, text, country));
    }
    let folded = fold(text);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A number is stored with its country's code; people type it with a 0, 00 or + in front, or only begin it.
fn phone_expression(digits: &str, typed: &str, country: &str) -> String {
    let mut spellings = vec![format!("\"{digits}\"*")];
    if let Some(international) = digits.strip_prefix("00") {
        spellings.push(format!("\"{international}\"*"));
    } else if !typed.trim_start().starts_with('+') {
        let local = digits.strip_prefix('0').unwrap_or(digits);
        if let Some(code) = crate::phone::calling_code(country).filter(|_| !local.is_empty()) {
            spellings.push(format!("\"{code}{local}\"*"));
        }
    }
    spellings.join(" OR ")
}

/// Bring the search index up to date with the touched customers.
pub(crate) async fn index_words(
    connection: &mut SqliteConnection,
    touched: &Touched,
) -> Result<()> {
    let ids = match touched {
        Touched::Everyone => {
            sqlx::query!("DELETE FROM customer_search")
                .execute(&mut *connection)
                .await?;
            None
        }
        Touched::Some(ids) => {
            let ids = standing::hex_list(ids)?;
            sqlx::query!(
                "DELETE FROM customer_search WHERE rowid IN
                   (SELECT seq FROM customer WHERE id IN (SELECT unhex(value) FROM json_each(?)))",
                ids
            )
            .execute(&mut *connection)
            .await?;
            Some(ids)
        }
    };
    // The folded name serves œ, æ and ß, which the tokenizer leaves alone; the plus sign goes so that the
    // digits are one word.
    sqlx::query!(
        "INSERT INTO customer_search (rowid, words)
         SELECT seq, concat_ws(' ', name_folded, company, city, external_id,
           (SELECT group_concat(CASE kind WHEN 'phone' THEN substr(normal, 2) ELSE normal END, ' ')
            FROM contact_point p WHERE p.customer_id = c.id),
           (SELECT group_concat(tag, ' ') FROM customer_tag t WHERE t.customer_id = c.id))
         FROM customer c
         WHERE ?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1))",
        ids
    )
    .execute(connection)
    .await?;
    Ok(())
}
