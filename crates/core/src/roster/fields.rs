//! What customers have in the notebook's own fields.

use std::collections::{BTreeMap, HashMap};

use memchr::memmem::Finder;

use super::bits::Bits;
use crate::field::{FieldFilter, FieldTest};
use crate::fold::fold;
use crate::ids::FieldId;

/// What somebody has in a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    /// A number; yes and no are 1 and 0.
    Number(f64),
    /// A folded text, a word or a day, as the file has it.
    Text(String),
}

/// One column a field that anybody has something in.
#[derive(Debug, Default)]
pub(super) struct Fields(BTreeMap<FieldId, Column>);

/// What everybody has in a field, by slot.
#[derive(Debug)]
enum Column {
    /// Numbers; none is not a number.
    Numbers(Vec<f64>),
    Texts(Texts),
}

impl Fields {
    pub(super) fn put(&mut self, slot: u32, field: FieldId, held: &Held) {
        let column = self.0.entry(field).or_insert_with(|| Column::of(held));
        column.put(slot, held);
    }

    /// Somebody has nothing in any field.
    pub(super) fn clear(&mut self, slot: u32) {
        let at = slot as usize;
        for column in self.0.values_mut() {
            match column {
                Column::Numbers(numbers) => {
                    if let Some(number) = numbers.get_mut(at) {
                        *number = f64::NAN;
                    }
                }
                Column::Texts(texts) => {
                    if let Some(text) = texts.of.get_mut(at) {
                        *text = 0;
                    }
                }
            }
        }
    }

    /// The slots below `end` that meet all of these conditions; `None` when there are none.
    pub(super) fn meeting(&self, filters: &[FieldFilter], end: usize) -> Option<Bits> {
        filters
            .iter()
            .map(|filter| self.meeting_one(filter, end))
            .reduce(|mut all, one| {
                all.and(&one);
                all
            })
    }

    fn meeting_one(&self, filter: &FieldFilter, end: usize) -> Bits {
        let column = self.0.get(&filter.field);
        let meeting = |test| column.map_or_else(Bits::default, |column| column.meeting(test));
        if filter.test == FieldTest::Empty {
            let mut others = Bits::below(u32::try_from(end).unwrap_or(u32::MAX));
            others.without(&meeting(&FieldTest::Filled));
            others
        } else {
            meeting(&filter.test)
        }
    }
}

impl Column {
    fn of(held: &Held) -> Self {
        match held {
            Held::Number(_) => Self::Numbers(Vec::new()),
            Held::Text(_) => Self::Texts(Texts::default()),
        }
    }

    fn put(&mut self, slot: u32, held: &Held) {
        let at = slot as usize;
        match (self, held) {
            (Self::Numbers(numbers), Held::Number(number)) => {
                if at >= numbers.len() {
                    numbers.resize(at + 1, f64::NAN);
                }
                numbers[at] = *number;
            }
            (Self::Texts(texts), Held::Text(text)) => {
                let number = texts.number(text);
                if at >= texts.of.len() {
                    texts.of.resize(at + 1, 0);
                }
                texts.of[at] = number;
            }
            // A field changes its kind only once nobody has anything in it.
            (column, held) => {
                *column = Self::of(held);
                column.put(slot, held);
            }
        }
    }

    fn meeting(&self, test: &FieldTest) -> Bits {
        match self {
            Self::Numbers(numbers) => {
                let (from, to) = match test {
                    FieldTest::Filled => (None, None),
                    FieldTest::Between { from, to } => (*from, *to),
                    FieldTest::Is { yes } => {
                        let is = Some(f64::from(u8::from(*yes)));
                        (is, is)
                    }
                    _ => return Bits::default(),
                };
                let range = from.unwrap_or(f64::NEG_INFINITY)..=to.unwrap_or(f64::INFINITY);
                slots(numbers, |number| range.contains(number))
            }
            Self::Texts(texts) => {
                if *test == FieldTest::Filled {
                    return slots(&texts.of, |number| *number != 0);
                }
                let wanted = texts.meeting(test);
                slots(&texts.of, |number| wanted.has(*number))
            }
        }
    }
}

/// The slots of those who have such a thing.
fn slots<T>(column: &[T], such: impl Fn(&T) -> bool) -> Bits {
    column
        .chunks(64)
        .map(|chunk| {
            chunk
                .iter()
                .enumerate()
                .fold(0, |word, (at, one)| word | u64::from(such(one)) << at)
        })
        .collect()
}

/// Parts texts that lie one after the other: no text has it.
const BETWEEN: char = '\u{1f}';
/// So many different texts are recognised when they come again; beyond, as with remarks, each is most likely new.
const RECOGNISED: usize = 4_096;

/// Texts with a number each, from 1 on.
#[derive(Debug, Default)]
struct Texts {
    /// The number of everybody's text; 0 is none.
    of: Vec<u32>,
    all: String,
    /// Where each text ends in `all`.
    ends: Vec<u32>,
    numbers: HashMap<String, u32>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.all.push_str(text);
        // A field's texts are short and customers fit 26 bits.
        self.ends.push(self.all.len() as u32);
        self.all.push(BETWEEN);
        let number = self.ends.len() as u32;
        if self.numbers.len() < RECOGNISED {
            self.numbers.insert(text.to_owned(), number);
        }
        number
    }

    /// The numbers of the texts that meet a condition.
    fn meeting(&self, test: &FieldTest) -> Bits {
        match test {
            FieldTest::Contains { text } => self.containing(&fold(text)),
            FieldTest::OneOf { choices } => {
                self.such(|text| choices.iter().any(|choice| choice == text))
            }
            FieldTest::Days { from, to } => {
                let (from, to) = (
                    from.map(|day| day.to_string()),
                    to.map(|day| day.to_string()),
                );
                // Days as they are written sort by themselves.
                self.such(|text| {
                    from.as_deref().is_none_or(|from| text >= from)
                        && to.as_deref().is_none_or(|to| text <= to)
                })
            }
            _ => Bits::default(),
        }
    }

    /// The first text from `number` on that does not end before a place; most often it is one of the next.
    fn ending_after(&self, at: usize, number: usize) -> usize {
        let before = |end: &u32| (*end as usize) < at;
        let (mut from, mut step) = (number, 1);
        while self.ends.get(from + step).is_some_and(before) {
            from += step;
            step *= 2;
        }
        let to = self.ends.len().min(from + step + 1);
        from + self.ends[from..to].partition_point(before)
    }

    fn such(&self, such: impl Fn(&str) -> bool) -> Bits {
        let mut start = 0;
        let mut found = Bits::default();
        for (number, end) in (1..).zip(&self.ends) {
            let end = *end as usize;
            if such(&self.all[start..end]) {
                found.add(number);
            }
            start = end + BETWEEN.len_utf8();
        }
        found
    }

    fn containing(&self, part: &str) -> Bits {
        if part.is_empty() {
            return self.such(|_| true);
        }
        let finder = Finder::new(part);
        let mut found = Bits::default();
        let (mut from, mut number) = (0, 0);
        while let Some(hit) = self
            .all
            .as_bytes()
            .get(from..)
            .and_then(|all| finder.find(all))
        {
            let at = from + hit;
            number = self.ending_after(at, number);
            // Their count fits 32 bits, as each ends at one.
            found.add(number as u32 + 1);
            from = self.ends[number] as usize;
        }
        found
    }
}
