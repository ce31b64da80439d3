//! What a file says of people, put aside on disk until it is written: a temporary file that goes away by itself.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Result};
use crate::import::person::Person;

/// Bytes gathered before they are written: the people of most files never reach the disk.
const BLOCK: usize = 8 << 20;
/// Records begin at multiples of it, so that 32 bits reach 64 GB.
const STEP: usize = 16;

/// Where a record is; there is none at zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    pub(super) const NONE: Self = Self(0);
}

/// A record: what one row says, after what was said at two other places.
#[derive(serde::Serialize, serde::Deserialize)]
struct Said {
    before: u32,
    besides: u32,
    person: Option<Person>,
}

/// People put aside.
#[derive(Debug)]
pub(crate) struct Spill {
    file: Mutex<Option<File>>,
    written: u64,
    block: Vec<u8>,
    failed: Mutex<Option<io::Error>>,
}

impl Default for Spill {
    fn default() -> Self {
        Self {
            file: Mutex::default(),
            written: 0,
            // Nothing is at zero.
            block: vec![0; STEP],
            failed: Mutex::default(),
        }
    }
}

impl Spill {
    /// Puts aside what a row says of somebody of whom something was said `before`.
    pub(super) fn add(&mut self, before: Place, person: Person) -> Place {
        self.put(&Said {
            before: before.0,
            besides: 0,
            person: Some(person),
        })
    }

    /// Two turn out to be one: what is said of both, the first first.
    pub(super) fn unite(&mut self, one: Place, other: Place) -> Place {
        match (one.0, other.0) {
            (_, 0) => one,
            (0, _) => other,
            (before, besides) => self.put(&Said {
                before,
                besides,
                person: None,
            }),
        }
    }

    /// All that is said of somebody; `None` when that is nothing.
    ///
    /// # Errors
    /// When the temporary file cannot be read, or could not be written before.
    pub(crate) fn get(&self, place: Place) -> Result<Option<Person>> {
        self.check()?;
        // Backwards from the last, so that each is found by one that is known; then forwards.
        let (mut due, mut said) = (vec![place.0], Vec::new());
        while let Some(at) = due.pop() {
            if at == 0 {
                continue;
            }
            let one = self.read(at).map_err(trouble)?;
            due.extend([one.before, one.besides]);
            said.extend(one.person);
        }
        let mut all = said.into_iter().rev();
        let Some(mut person) = all.next() else {
            return Ok(None);
        };
        all.for_each(|other| person.learn(other));
        Ok(Some(person))
    }

    /// Whether everything could be put aside.
    ///
    /// # Errors
    /// When the temporary file could not be written.
    pub(crate) fn check(&self) -> Result<()> {
        let failed = self
            .failed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        failed.map_or(Ok(()), |error| Err(trouble(error)))
    }

    fn fail(&mut self, error: io::Error) {
        self.failed
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(error);
    }

    fn put(&mut self, said: &Said) -> Place {
        let at = self.written + self.block.len() as u64;
        let Ok(place) = u32::try_from(at / STEP as u64) else {
            self.fail(io::ErrorKind::FileTooLarge.into());
            return Place::NONE;
        };
        let start = self.block.len();
        self.block.extend([0; 4]);
        self.block = match postcard::to_extend(said, std::mem::take(&mut self.block)) {
            Ok(block) => block,
            Err(error) => {
                self.fail(io::Error::other(error));
                Vec::new()
            }
        };
        let length = u32::try_from(self.block.len().saturating_sub(start + 4)).unwrap_or(u32::MAX);
        if let Some(head) = self.block.get_mut(start..start + 4) {
            head.copy_from_slice(&length.to_le_bytes());
        }
        self.block
            .resize(self.block.len().next_multiple_of(STEP), 0);
        if self.block.len() >= BLOCK
            && let Err(error) = self.flush()
        {
            self.fail(error);
        }
        Place(place)
    }

    fn flush(&mut self) -> io::Result<()> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        let file = match file {
            Some(file) => file,
            None => file.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.block)?;
        self.written += self.block.len() as u64;
        self.block.clear();
        Ok(())
    }

    fn read(&self, place: u32) -> io::Result<Said> {
        let at = u64::from(place) * STEP as u64;
        let wrong = || io::Error::from(io::ErrorKind::InvalidData);
        if let Some(start) = at.checked_sub(self.written) {
            let start = usize::try_from(start).map_err(|_| wrong())?;
            let bytes = self.block.get(start + 4..).ok_or_else(wrong)?;
            return postcard::from_bytes(bytes).map_err(io::Error::other);
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = file.as_mut().ok_or_else(wrong)?;
        file.seek(SeekFrom::Start(at))?;
        let mut length = [0; 4];
        // Most records are short: one look is enough.
        let mut head = [0; 512];
        let got = read_up_to(file, &mut head)?;
        length.copy_from_slice(head.get(..4).ok_or_else(wrong)?);
        let length = u32::from_le_bytes(length) as usize;
        match head.get(4..got).and_then(|bytes| bytes.get(..length)) {
            Some(bytes) => postcard::from_bytes(bytes).map_err(io::Error::other),
            None => {
                let mut bytes = vec![0; length];
                file.seek(SeekFrom::Start(at + 4))?;
                file.read_exact(&mut bytes)?;
                postcard::from_bytes(&bytes).map_err(io::Error::other)
            }
        }
    }
}

fn read_up_to(file: &mut File, into: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while let Some(rest) = into.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(n) => got += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}

fn trouble(error: io::Error) -> Error {
    Error::io(&std::env::temp_dir(), error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{FieldEntry, FieldValue};
    use crate::ids::FieldId;

    #[test]
    fn what_is_put_aside_comes_back_whole_and_in_order() {
        let field: FieldId = uuid::Uuid::from_bytes([7; 16]).into();
        let day = chrono::NaiveDate::from_ymd_opt(1961, 3, 2);
        let values = [
            FieldValue::Text("un mot".into()),
            FieldValue::Number(0.1),
            FieldValue::Date(day.unwrap()),
            FieldValue::Choice("bleu".into()),
            FieldValue::YesNo(true),
        ];
        let mut spill = Spill::default();
        let mut rows = Vec::new();
        // Enough to reach the disk.
        let long = "a long note ".repeat(400);
        for n in 0..6000_usize {
            let person = Person {
                name: Some(format!("Zoé {n}")),
                note: Some(long.clone()),
                born_on: day,
                phones: vec![(n.to_string(), None)],
                fields: vec![FieldEntry {
                    field,
                    value: values[n % 5].clone(),
                }],
                ..Person::default()
            };
            let place = spill.add(Place::NONE, person.clone());
            rows.push((place, person));
        }
        for (place, person) in &rows {
            assert_eq!(spill.get(*place).unwrap().as_ref(), Some(person));
        }
        let second = spill.add(rows[3].0, rows[4].1.clone());
        let both = spill.unite(second, rows[5].0);
        let all = spill.get(both).unwrap().unwrap();
        assert_eq!(
            all.name.as_deref(),
            Some("Zoé 3"),
            "what was said first stays"
        );
        let phones: Vec<&str> = all.phones.iter().map(|(typed, _)| typed.as_str()).collect();
        assert_eq!(phones, ["3", "4", "5"]);
        assert_eq!(spill.get(Place::NONE).unwrap(), None);
        spill.check().unwrap();
    }
}
