//! The notebook's own fields: which there are, and what is typed for them.

use fidele_core::Notebook;
use fidele_core::error::Reason;
use fidele_core::field::{
    ChoiceDraft, Field, FieldDraft, FieldEntry, FieldFilter, FieldTest, FieldUse, FieldValue,
};
use fidele_core::ids::FieldId;
use serde::Serialize;

use super::notebook::invalid;
use crate::answer::Answer;
use crate::args::{ChangeField, Filled, Own, OwnWhat};
use crate::fault::Fault;
use crate::say;
use crate::table::table;

#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    field: Field,
    /// Customers who have something in it.
    customers: u32,
}

#[derive(Serialize)]
struct List {
    fields: Vec<Told>,
}

/// `fields`.
pub async fn fields(book: &Notebook, own: &Own) -> Result<Answer, Fault> {
    match &own.what {
        None => {}
        Some(OwnWhat::Add { name, kind, choice }) => {
            let draft = FieldDraft {
                name: name.clone(),
                kind: *kind,
                choices: choice.iter().map(|word| fresh(word)).collect(),
            };
            book.add_field(&draft).await?;
        }
        Some(OwnWhat::Change(how)) => change(book, how).await?,
        Some(OwnWhat::Remove { name }) => {
            let field = book.field_named(name).await?;
            book.remove_field(field.id).await?;
        }
        Some(OwnWhat::Order { names }) => {
            let mut order = Vec::new();
            for name in names {
                order.push(book.field_named(name).await?.id);
            }
            book.order_fields(&order).await?;
        }
    }
    // An empty list is a "no", but not to who has just emptied it.
    let any = own.what.is_some() || !book.fields().await?.is_empty();
    Ok(list(book).await?.yes(any))
}

fn fresh(word: &str) -> ChoiceDraft {
    ChoiceDraft {
        was: None,
        word: word.to_owned(),
    }
}

async fn change(book: &Notebook, how: &ChangeField) -> Result<(), Fault> {
    let field = book.field_named(&how.field).await?;
    let known = |word: &str| {
        field
            .choice(word)
            .ok_or_else(|| invalid("choices", Reason::NotAChoice))
    };
    let mut choices: Vec<ChoiceDraft> = field
        .choices
        .iter()
        .map(|word| ChoiceDraft {
            was: Some(word.clone()),
            word: word.clone(),
        })
        .collect();
    for pair in &how.respell {
        let was = known(&pair.name)?;
        if let Some(choice) = choices.iter_mut().find(|c| c.was.as_deref() == Some(was)) {
            choice.word = pair.value.clone().unwrap_or_default();
        }
    }
    for word in &how.drop {
        let gone = known(word)?;
        choices.retain(|choice| choice.was.as_deref() != Some(gone));
    }
    choices.extend(how.choice.iter().map(|word| fresh(word)));
    let draft = FieldDraft {
        name: how.name.clone().unwrap_or_else(|| field.name.clone()),
        kind: how.kind.unwrap_or(field.kind),
        choices,
    };
    book.change_field(field.id, &draft).await?;
    Ok(())
}

async fn list(book: &Notebook) -> Result<Answer, Fault> {
    let uses = book.field_uses().await?;
    let used = |id: FieldId| {
        let found = uses.iter().find(|used: &&FieldUse| used.field == id);
        found.map_or(0, |used| used.customers)
    };
    let fields: Vec<Told> = book
        .fields()
        .await?
        .into_iter()
        .map(|field| Told {
            customers: used(field.id),
            field,
        })
        .collect();
    let rows: Vec<Vec<String>> = fields
        .iter()
        .map(|told| {
            vec![
                say::plain(&told.field.name),
                say::field_kind(told.field.kind).to_owned(),
                say::plain(&told.field.choices.join(", ")),
                say::some(told.customers, "customer", "customers"),
            ]
        })
        .collect();
    let text = if rows.is_empty() {
        "no fields of its own\n".to_owned()
    } else {
        table(&rows, &[3])
    };
    Answer::new(&List { fields }, text)
}

/// The conditions typed as `--field`.
pub async fn filters(book: &Notebook, typed: &[Filled]) -> Result<Vec<FieldFilter>, Fault> {
    let mut filters = Vec::new();
    for one in typed {
        let field = book.field_named(&one.name).await?;
        let test = match &one.value {
            Some(value) => field.test(value)?,
            None => FieldTest::Filled,
        };
        filters.push(FieldFilter {
            field: field.id,
            test,
        });
    }
    Ok(filters)
}

/// Puts what was typed as `--field` on a record; an empty value empties the field.
pub async fn fill(
    book: &Notebook,
    entries: &mut Vec<FieldEntry>,
    typed: &[Filled],
) -> Result<(), Fault> {
    for one in typed {
        let field = book.field_named(&one.name).await?;
        let value = match one.value.as_deref().unwrap_or_default() {
            "" => None,
            text => Some(field.typed(text)?),
        };
        let at = entries.iter().position(|entry| entry.field == field.id);
        match (at, value) {
            (Some(at), Some(value)) => entries[at].value = value,
            (Some(at), None) => drop(entries.remove(at)),
            (None, Some(value)) => entries.push(FieldEntry {
                field: field.id,
                value,
            }),
            (None, None) => {}
        }
    }
    Ok(())
}

/// What a customer has in a field, for a person to read.
pub fn shown(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) | FieldValue::Choice(text) => say::plain(text),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Date(day) => day.to_string(),
        FieldValue::YesNo(true) => "yes".to_owned(),
        FieldValue::YesNo(false) => "no".to_owned(),
    }
}
