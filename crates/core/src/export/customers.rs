//! The rows of customers: those of a list, or those chosen.

use std::collections::HashMap;
use std::path::Path;

use super::rows::{Details, PIECE, Speech, percent, reached};
use super::{Cell, ExportList, Sheet};
use crate::customer::{Chosen, CustomerFilter, CustomerRow, CustomerSort};
use crate::error::{Error, Result};
use crate::field::{self, Field, FieldEntry, FieldValue};
use crate::ids::CustomerId;
use crate::notebook::Notebook;
use crate::standing::hex_list;

const CUSTOMERS: [&str; 21] = [
    "name",
    "company",
    "phone",
    "phone2",
    "email",
    "address",
    "postcode",
    "city",
    "country",
    "bornOn",
    "tags",
    "externalId",
    "note",
    "behaviour",
    "visits",
    "lastDay",
    "silent",
    "rhythm",
    "value",
    "chance",
    "worth",
];

impl Notebook {
    /// Writes the headings and rows of a list of customers, the notebook's own fields last; returns how many rows.
    pub(super) async fn write_customers(
        &self,
        list: &ExportList,
        speech: &Speech<'_>,
        sheet: &mut Sheet,
        to: &Path,
    ) -> Result<u32> {
        let fields = self.fields().await?;
        let mut headings: Vec<&str> = CUSTOMERS.iter().map(|key| speech.heading(key)).collect();
        headings.extend(fields.iter().map(|field| field.name.as_str()));
        sheet
            .headings(&headings)
            .map_err(|error| Error::io(to, error))?;
        let mut out = Out {
            speech,
            fields: &fields,
            sheet,
            to,
            written: 0,
        };
        match list {
            ExportList::Customers { filter, sort } => {
                self.write_all(filter, &[], *sort, &mut out).await?;
            }
            ExportList::Chosen {
                chosen: Chosen::All { filter, except },
                sort,
            } => self.write_all(filter, except, *sort, &mut out).await?,
            ExportList::Chosen {
                chosen: Chosen::These { ids },
                sort,
            } => {
                for piece in self.these(ids, *sort).await?.chunks(PIECE as usize) {
                    self.write_some(piece, &mut out).await?;
                }
            }
            ExportList::Winback | ExportList::Contacts => {}
        }
        Ok(out.written)
    }

    async fn write_all(
        &self,
        filter: &CustomerFilter,
        except: &[CustomerId],
        sort: CustomerSort,
        out: &mut Out<'_>,
    ) -> Result<()> {
        let mut read = 0;
        loop {
            let mut rows = self.customers(filter, sort, read, PIECE).await?.rows;
            let came = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            read += came;
            rows.retain(|row| !except.contains(&row.id));
            self.write_some(&rows, out).await?;
            if came < PIECE {
                return Ok(());
            }
        }
    }

    async fn write_some(&self, rows: &[CustomerRow], out: &mut Out<'_>) -> Result<()> {
        let ids: Vec<CustomerId> = rows.iter().map(|row| row.id).collect();
        let details = self.details(&ids).await?;
        let mut own: HashMap<CustomerId, Vec<FieldEntry>> = HashMap::new();
        if !out.fields.is_empty() {
            let mut connection = self.db.reader.acquire().await?;
            for (id, entry) in field::entries_of(&mut connection, &hex_list(&ids)?).await? {
                own.entry(id).or_default().push(entry);
            }
        }
        for row in rows {
            let mut cells = customer(out.speech, row, details.get(&row.id))?;
            let entries = own.get(&row.id).map_or(&[][..], Vec::as_slice);
            cells.extend(out.fields.iter().map(|field| {
                let entry = entries.iter().find(|entry| entry.field == field.id);
                entry.map_or(Cell::Empty, |entry| value(out.speech, &entry.value))
            }));
            out.sheet
                .row(&cells)
                .map_err(|error| Error::io(out.to, error))?;
            out.written = out.written.saturating_add(1);
        }
        Ok(())
    }
}

/// Where rows go.
struct Out<'o> {
    speech: &'o Speech<'o>,
    fields: &'o [Field],
    sheet: &'o mut Sheet,
    to: &'o Path,
    written: u32,
}

fn value(speech: &Speech<'_>, value: &FieldValue) -> Cell {
    match value {
        FieldValue::Text(text) | FieldValue::Choice(text) => Cell::text(Some(text)),
        FieldValue::Number(number) => Cell::exact(*number),
        FieldValue::Date(day) => Cell::Day(*day),
        FieldValue::YesNo(yes) => Cell::text(Some(speech.heading(if *yes { "yes" } else { "no" }))),
    }
}

fn customer(speech: &Speech<'_>, row: &CustomerRow, about: Option<&Details>) -> Result<Vec<Cell>> {
    let (phones, emails) = reached(about)?;
    let told = |pick: fn(&Details) -> Option<&str>| Cell::text(about.and_then(pick));
    let more = phones.get(1..).unwrap_or_default().join(", ");
    Ok(vec![
        Cell::text(Some(&row.name)),
        told(|about| about.company.as_deref()),
        Cell::text(phones.first().map(String::as_str)),
        Cell::text(Some(&more)),
        Cell::text(emails.first().map(String::as_str)),
        told(|about| about.address.as_deref()),
        told(|about| about.postcode.as_deref()),
        Cell::text(row.city.as_deref()),
        told(|about| about.country.as_deref()),
        Cell::day(about.and_then(|about| about.born_on)),
        Cell::text(Some(&row.tags.join(", "))),
        told(|about| about.external_id.as_deref()),
        told(|about| about.note.as_deref()),
        speech.choice("behaviour", &row.behaviour),
        Cell::whole(row.visits),
        Cell::day(row.last_day),
        row.silent.map_or(Cell::Empty, Cell::whole),
        row.rhythm
            .map_or(Cell::Empty, |rhythm| Cell::Number(rhythm, 1)),
        speech.amount(row.value),
        percent(row.chance),
        row.worth.map_or(Cell::Empty, |worth| speech.amount(worth)),
    ])
}
