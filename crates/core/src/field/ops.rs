//! What can be done with the fields, and with what customers have in them.

use super::{
    Field, FieldDraft, FieldEntry, FieldUse, FieldValue, MOST_FIELDS, dropped, filter, respelled,
    sql, tidied,
};
use crate::change::{Changes, Op};
use crate::customer;
use crate::db::Write;
use crate::error::{Error, Reason, Result};
use crate::ids::{CustomerId, FieldId, ImportId};
use crate::notebook::Notebook;
use crate::view;

impl Notebook {
    /// The fields of the notebook's own, in their order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn fields(&self) -> Result<Vec<Field>> {
        let mut connection = self.db.reader.acquire().await?;
        sql::all(&mut connection).await
    }

    /// The field of this name, accents and case aside.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn field_named(&self, name: &str) -> Result<Field> {
        let fields = self.fields().await?;
        Field::named(&fields, name)
            .cloned()
            .ok_or_else(|| filter::unknown(name))
    }

    /// How many customers have something in each field, and of a choice how many have each word.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn field_uses(&self) -> Result<Vec<FieldUse>> {
        sql::uses(&self.db.reader).await
    }

    /// Add a field after the others.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a name or words that are empty, too long or there twice, and beyond [`MOST_FIELDS`].
    pub async fn add_field(&self, draft: &FieldDraft) -> Result<FieldId> {
        let mut write = self.write(Op::ChangeFields).await?;
        let others = sql::all(write.connection()).await?;
        let draft = tidied(draft, &others)?;
        if others.len() >= MOST_FIELDS {
            return Err(Error::invalid("fields", Reason::OutOfRange));
        }
        let id = self.mint();
        write.about(&draft.name).await?;
        let field = Field {
            id,
            name: draft.name,
            kind: draft.kind,
            choices: draft
                .choices
                .into_iter()
                .map(|choice| choice.word)
                .collect(),
        };
        sql::insert(write.connection(), &field, None).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Give a field another name, or a choice other words: what customers have follows the words that are spelled
    /// otherwise, and so do saved views.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] as for a new field, and with [`Reason::InUse`] when customers have a word that
    /// would go, or something in a field that is to hold another kind of thing.
    pub async fn change_field(&self, id: FieldId, draft: &FieldDraft) -> Result<Changes> {
        let mut write = self.write(Op::ChangeFields).await?;
        let (field, others) = apart(sql::all(write.connection()).await?, id)?;
        let draft = tidied(draft, &others)?;
        write.about(&draft.name).await?;
        if field.kind != draft.kind && sql::is_used(write.connection(), id, None).await? {
            return Err(Error::invalid("kind", Reason::InUse));
        }
        let gone = dropped(&field, &draft.choices);
        if !gone.is_empty() && sql::is_used(write.connection(), id, Some(&gone)).await? {
            return Err(Error::invalid("choices", Reason::InUse));
        }
        sql::update(write.connection(), id, &draft).await?;
        let words = respelled(&draft.choices);
        if !words.is_empty() {
            sql::respell(write.connection(), id, &words).await?;
            view::revise(write.connection(), |view| {
                for filter in view.fields.iter_mut().filter(|filter| filter.field == id) {
                    filter.respell(&words);
                }
            })
            .await?;
        }
        write.commit().await
    }

    /// Put the fields in this order. Those left out follow as they were.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn order_fields(&self, order: &[FieldId]) -> Result<Changes> {
        let mut write = self.write(Op::ChangeFields).await?;
        let mut fields = sql::all(write.connection()).await?;
        for id in order {
            if !fields.iter().any(|field| field.id == *id) {
                return Err(Error::not_found("field", id));
            }
        }
        let place = |field: &Field| order.iter().position(|id| *id == field.id);
        fields.sort_by_key(|field| place(field).unwrap_or(usize::MAX));
        for (at, field) in fields.iter().enumerate() {
            // There are at most fifty.
            sql::set_place(write.connection(), field.id, at as u32 + 1).await?;
        }
        write.commit().await
    }

    /// Take a field away, with all that customers have in it; saved views no longer ask for it. Undo brings all of it back.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn remove_field(&self, id: FieldId) -> Result<Changes> {
        let mut write = self.write(Op::ChangeFields).await?;
        let (field, _) = apart(sql::all(write.connection()).await?, id)?;
        write.about(&field.name).await?;
        sql::delete(write.connection(), id).await?;
        view::revise(write.connection(), |view| {
            view.fields.retain(|filter| filter.field != id);
        })
        .await?;
        write.commit().await
    }

    /// Put something in a customer's field, or empty it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::InvalidIn`] when the field does not hold such a thing.
    pub async fn fill_field(
        &self,
        customer: CustomerId,
        field: FieldId,
        value: Option<FieldValue>,
    ) -> Result<Changes> {
        let mut write = self.write(Op::FillField).await?;
        let name = customer::name_of(write.connection(), customer).await?;
        let (field, _) = apart(sql::all(write.connection()).await?, field)?;
        write.about(&format!("{} ({name})", field.name)).await?;
        match value {
            Some(value) => {
                let value = field.check(value).map_err(|reason| field.refuses(reason))?;
                sql::set(write.connection(), customer, field.id, &value).await?;
            }
            None => sql::clear(write.connection(), customer, field.id).await?,
        }
        write.commit().await
    }
}

/// The field of this id, and the others.
fn apart(mut fields: Vec<Field>, id: FieldId) -> Result<(Field, Vec<Field>)> {
    let at = fields
        .iter()
        .position(|field| field.id == id)
        .ok_or_else(|| Error::not_found("field", id))?;
    let field = fields.remove(at);
    Ok((field, fields))
}

/// Make what a customer has in their fields exactly this, as part of a larger write.
pub(crate) async fn fill(
    write: &mut Write<'_>,
    customer: CustomerId,
    entries: &[FieldEntry],
) -> Result<()> {
    let connection = write.connection();
    let list = crate::standing::hex_list(&[customer])?;
    let before = sql::entries_of(connection, &list).await?;
    if before.is_empty() && entries.is_empty() {
        return Ok(());
    }
    let fields = sql::all(connection).await?;
    for (_, old) in &before {
        if !entries.iter().any(|entry| entry.field == old.field) {
            sql::clear(connection, customer, old.field).await?;
        }
    }
    for entry in entries {
        let field = fields
            .iter()
            .find(|field| field.id == entry.field)
            .ok_or_else(|| Error::not_found("field", entry.field))?;
        let value = field
            .check(entry.value.clone())
            .map_err(|reason| field.refuses(reason))?;
        sql::set(connection, customer, field.id, &value).await?;
    }
    Ok(())
}

/// Make a field that a file brings, as part of its import.
pub(crate) async fn make(
    write: &mut sqlx::SqliteConnection,
    field: &Field,
    import: ImportId,
) -> Result<()> {
    sql::insert(write, field, Some(import)).await
}
