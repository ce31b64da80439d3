//! Customers: the list, and a new one.

use fidele_core::Notebook;
use fidele_core::customer::{
    Consent, ContactPoint, ContactPointKind, CustomerDraft, CustomerFilter, CustomerRow,
    CustomerSort,
};
use fidele_core::error::Reason;
use fidele_core::ids::CustomerId;
use serde::Serialize;

use super::notebook::invalid;
use super::own;
use crate::answer::Answer;
use crate::args::{Add, Customers, Page, Which};
use crate::fault::Fault;
use crate::table::table;
use crate::{say, words};

/// The largest piece in which lists are read.
const PIECE: u32 = 1_000;

impl Page {
    /// How much to read next when so many rows are there already; `None` when that is all.
    pub fn next(self, read: u32) -> Option<u32> {
        match self.limit {
            0 => Some(PIECE),
            limit if read >= limit => None,
            limit => Some((limit - read).min(PIECE)),
        }
    }
}

impl Which {
    /// The filter and the order asked for.
    ///
    /// # Errors
    /// When a field named is not there, or what is asked of it cannot be.
    pub async fn asked(&self, book: &Notebook) -> Result<(CustomerFilter, CustomerSort), Fault> {
        let currency = book.settings().currency;
        let worth_from = self
            .worth_from
            .as_deref()
            .map(|typed| {
                words::amount(typed, &currency)
                    .ok_or_else(|| invalid("worthFrom", Reason::OutOfRange))
            })
            .transpose()?;
        let filter = CustomerFilter {
            search: self.search.clone().unwrap_or_default(),
            behaviours: self.behaviour.clone(),
            tags: self.tag.clone(),
            cities: self.city.clone(),
            fields: own::filters(book, &self.field).await?,
            bought_since: self.since,
            not_since: self.not_since,
            never_bought: self.never_bought,
            chance_from: self.chance_from,
            chance_to: self.chance_to,
            worth_from,
            archived: self.archived,
            bonds: self.bond.clone(),
        };
        let sort = CustomerSort {
            by: self.sort,
            descending: self.descending,
        };
        Ok((filter, sort))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct List {
    currency: String,
    total: u32,
    offset: u32,
    rows: Vec<CustomerRow>,
}

/// Has who speaks of the chance learnt where that is due. A file that cannot be written is told as it is.
pub async fn learnt(book: &Notebook) {
    let _ = book.learn().await;
}

/// `customers`.
pub async fn list(book: &Notebook, which: &Customers) -> Result<Answer, Fault> {
    learnt(book).await;
    let (filter, sort) = which.which.asked(book).await?;
    let mut list = List {
        currency: book.settings().currency,
        total: 0,
        offset: which.page.offset,
        rows: Vec::new(),
    };
    let mut read = 0;
    while let Some(piece) = which.page.next(read) {
        let page = book
            .customers(&filter, sort, list.offset + read, piece)
            .await?;
        list.total = page.total;
        let came = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
        list.rows.extend(page.rows);
        read += came;
        if came < piece {
            break;
        }
    }
    let rows: Vec<Vec<String>> = list
        .rows
        .iter()
        .map(|row| {
            vec![
                say::plain(&row.name),
                say::plain(row.city.as_deref().unwrap_or_default()),
                say::behaviour(row.behaviour).to_owned(),
                say::why(row.visits, row.rhythm, row.silent, 0),
                say::money(row.value, &list.currency),
                row.chance.map(say::percent).unwrap_or_default(),
            ]
        })
        .collect();
    let text = format!(
        "{}{}\n",
        table(&rows, &[4, 5]),
        shown(list.rows.len(), list.total, "customer", "customers")
    );
    let any = !list.rows.is_empty();
    Ok(Answer::new(&list, text)?.yes(any))
}

/// "3 customers", "50 of 2,357 customers".
pub fn shown(rows: usize, total: u32, one: &str, many: &str) -> String {
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    if rows == total {
        say::some(total, one, many)
    } else {
        format!("{} of {}", say::count(rows), say::some(total, one, many))
    }
}

#[derive(Serialize)]
struct Added {
    customer: CustomerId,
    name: String,
}

/// `add`.
pub async fn add(book: &Notebook, who: &Add) -> Result<Answer, Fault> {
    let point = |kind, typed: &String| ContactPoint {
        id: None,
        kind,
        typed: typed.clone(),
        normal: String::new(),
    };
    let phones = who
        .phone
        .iter()
        .map(|typed| point(ContactPointKind::Phone, typed));
    let emails = who
        .email
        .iter()
        .map(|typed| point(ContactPointKind::Email, typed));
    let mut fields = Vec::new();
    own::fill(book, &mut fields, &who.field).await?;
    let draft = CustomerDraft {
        name: who.name.clone(),
        external_id: who.external_id.clone(),
        address: who.address.clone(),
        postcode: who.postcode.clone(),
        city: who.city.clone(),
        preferred_channel: who.channel,
        contact_points: phones.chain(emails).collect(),
        consents: Vec::<Consent>::new(),
        tags: who.tag.clone(),
        fields,
        ..CustomerDraft::default()
    };
    let customer = book.create_customer(draft).await?;
    let name = book.customer(customer).await?.record.name;
    let text = format!("{} is in the notebook ({customer})", say::plain(&name));
    Answer::new(&Added { customer, name }, text)
}
