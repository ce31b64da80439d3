//! Gathering everybody, once, in the order the file gives them.

use super::columns::Columns;
use super::fields::{Fields, Held};
use super::phones::Phones;
use super::words::Gathering;
use super::{Entry, Roster};
use crate::ids::FieldId;

/// The roster while it is being gathered.
#[derive(Default)]
pub(super) struct Gather {
    columns: Columns,
    names: Gathering,
    others: Gathering,
    phones: Phones,
    fields: Fields,
    text: Vec<u8>,
    /// The first letters of a folded name, which mostly tell names apart; where the name starts and ends in `text`; whose it is.
    order: Vec<(u64, u32, u32, u32)>,
}

impl Gather {
    /// Takes a customer in; no customer twice.
    pub(super) fn put(&mut self, entry: &Entry) {
        self.columns.put(entry);
        self.names.put(entry.slot, &entry.name_words());
        self.others.put(entry.slot, &entry.other);
        for phone in &entry.phones {
            self.phones.add(entry.slot, phone);
        }
        let start = self.text.len() as u32;
        self.text.extend_from_slice(entry.name.as_bytes());
        let mut head = [0; 8];
        head.iter_mut()
            .zip(entry.name.bytes())
            .for_each(|(to, from)| *to = from);
        let end = self.text.len() as u32;
        self.order
            .push((u64::from_be_bytes(head), start, end, entry.slot));
    }

    /// A tag of a customer taken in.
    pub(super) fn tag(&mut self, slot: u32, tag: &str) {
        self.columns.tag(slot, tag);
        self.others.put(slot, &super::words_of(tag));
    }

    /// A phone number of a customer taken in, in E.164.
    pub(super) fn phone(&mut self, slot: u32, phone: &str) {
        self.phones.add(slot, phone);
    }

    /// What a customer taken in has in a field.
    pub(super) fn field(&mut self, slot: u32, field: FieldId, held: &Held) {
        self.fields.put(slot, field, held);
    }

    /// Other words a customer taken in is found by.
    pub(super) fn words(&mut self, slot: u32, words: &str) {
        self.others.put(slot, words);
    }

    /// Everybody, ready to answer.
    pub(super) fn finish(self) -> Roster {
        let Self {
            mut columns,
            names,
            others,
            phones,
            fields,
            text,
            mut order,
        } = self;
        let name = |start: u32, end: u32| &text[start as usize..end as usize];
        order.sort_unstable_by(|a, b| {
            (a.0.cmp(&b.0)).then_with(|| name(a.1, a.2).cmp(name(b.1, b.2)))
        });
        // Room for as many others between two names as can be.
        let step = u64::MAX / (order.len() as u64 + 2);
        let mut place = 0;
        let mut before = None;
        for (_, start, end, slot) in &order {
            let name = name(*start, *end);
            if before != Some(name) {
                place += step;
                before = Some(name);
            }
            columns.set_name_at(*slot, place);
        }
        drop(order);
        Roster {
            columns,
            names: names.sorted(true),
            others: others.sorted(false),
            phones,
            fields,
        }
    }
}
