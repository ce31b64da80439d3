//! Every line of a file, in one walk: one thread cuts lines and understands their cells, another finds whose they are.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::cells::{CUSTOMER, DATE, Days, amount, tidy};
use super::look::Look;
use super::names::{Meeting, hash, text_of};
use super::packed::{Packed, sort};
use super::walk::{Bad, Line, unreadable, walk};
use super::{Lines, Transactions, TransactionsError, day_of};
use crate::import::ImportError;
use crate::import::day::DayOrder;
use crate::import::decimal::DecimalMark;
use crate::import::mapping::Question;
use crate::import::order::OrderEvidence;

/// How many purchases go to the second thread at once, and how often so many may wait for it.
const BATCH: usize = 4096;
const WAITING: usize = 4;

/// About how long a line is, in bytes.
const LINE: u64 = 24;

/// The purchases of one block: whose, by where the name ends in `names`, with its hash; the day; the amount.
#[derive(Debug, Default)]
struct Batch {
    names: Vec<u8>,
    lines: Vec<(u32, u64, u32, u64)>,
}

pub(super) fn read(path: &Path, look: &Look) -> Result<Transactions, TransactionsError> {
    let mut days = Days::new(order(path, look)?);
    let marks: Vec<DecimalMark> = look.amounts.iter().map(|(_, mark)| *mark).collect();
    let unreadable = |source| unreadable(path, source);
    let long = std::fs::metadata(path).map_err(unreadable)?.len();
    // As many customers as there are pairs of short lines: more are rare, and fewer cost nothing.
    let many = usize::try_from(long / LINE / 2).unwrap_or_default();
    let (to, batches) = sync_channel::<Batch>(WAITING);
    // Batches that have been used come back, so that no more than a few are ever there.
    let (back, used) = sync_channel::<Batch>(WAITING + 2);
    let (lines, met) = std::thread::scope(|scope| {
        let second = std::thread::Builder::new()
            .spawn_scoped(scope, move || meet(many, &batches, &back))
            .map_err(unreadable)?;
        let lines = understand(path, look, &mut days, &marks, &to, &used);
        drop(to);
        let met = second.join().ok().flatten();
        Ok::<_, TransactionsError>((lines?, met))
    })?;
    let met = met.ok_or_else(|| TransactionsError::TooMany(path.to_owned()))?;
    let mut purchases = met.purchases;
    // Files that are in order already are, and cost not even a look.
    if !met.sorted {
        sort(&mut purchases);
    }
    let columns = [look.customer.clone(), look.date.clone()];
    let amounts = look.amounts.iter().map(|(found, _)| found.clone());
    Ok(Transactions {
        names: met.names.done(),
        first_day: day_of(met.first.min(met.last)),
        last_day: day_of(met.last),
        purchases,
        lines,
        columns: columns.into_iter().chain(amounts).collect(),
    })
}

/// The first thread.
fn understand(
    path: &Path,
    look: &Look,
    days: &mut Days,
    marks: &[DecimalMark],
    to: &SyncSender<Batch>,
    used: &Receiver<Batch>,
) -> Result<Lines, TransactionsError> {
    let mut lines = Lines::default();
    let mut batch = Batch::default();
    let mut each = |line: &Line<'_>| -> Result<(), Bad> {
        lines.read += 1;
        if line.is_blank() {
            lines.blank += 1;
            return Ok(());
        }
        let cells = &line.cells;
        let name = tidy(cells[CUSTOMER]);
        if name.is_empty() {
            lines.anonymous += 1;
            return Ok(());
        }
        let understood = days
            .read(cells[DATE])
            .map_err(|reason| (DATE, reason))
            .and_then(|day| Ok((day, amount(cells, marks)?)));
        let (day, amount) = match understood {
            Ok(understood) => understood,
            Err(_) if line.is_total() => {
                lines.totals += 1;
                return Ok(());
            }
            Err((kind, reason)) => return Err(Bad::Cell(kind, reason)),
        };
        let Ok(amount) = u64::try_from(amount) else {
            lines.refunds += 1;
            return Ok(());
        };
        batch.names.extend_from_slice(name);
        // So many names of at most 64 KB have no more letters than 32 bits count.
        batch
            .lines
            .push((batch.names.len() as u32, hash(name), day, amount));
        if batch.lines.len() >= BATCH {
            let next = used.try_recv().unwrap_or_default();
            // Should nobody listen any more, the second thread has said why.
            let _ = to.send(std::mem::replace(&mut batch, next));
        }
        Ok(())
    };
    walk(path, look, &mut each)?;
    let _ = to.send(batch);
    Ok(lines)
}

/// What the second thread found.
struct Met {
    names: Meeting,
    purchases: Vec<Packed>,
    /// Whether these came in order.
    sorted: bool,
    /// The first and the last of their days.
    first: u32,
    last: u32,
}

impl Met {
    fn put(&mut self, purchase: Packed) {
        self.sorted &= self.purchases.last() <= Some(&purchase);
        self.first = self.first.min(purchase.day());
        self.last = self.last.max(purchase.day());
        self.purchases.push(purchase);
    }
}

/// The second thread: `None` when there are more names than numbers.
fn meet(many: usize, batches: &Receiver<Batch>, back: &SyncSender<Batch>) -> Option<Met> {
    let mut met = Met {
        names: Meeting::of_about(many),
        purchases: Vec::new(),
        sorted: true,
        first: u32::MAX,
        last: 0,
    };
    let mut before: Option<(u32, u64)> = None;
    for mut batch in batches {
        let mut start = 0;
        for (end, hash, day, amount) in batch.lines.drain(..) {
            let end = end as usize;
            let name = batch.names.get(start..end).unwrap_or_default();
            start = end;
            let customer = match before {
                Some((number, same)) if same == hash && met.names.name(number) == name => number,
                _ => met.names.meet(name, hash)?,
            };
            before = Some((customer, hash));
            // Lines of one ticket follow each other: they need not all be kept.
            if let Some(last) = met.purchases.last_mut()
                && last.customer() == customer
                && last.day() == day
                && let Some(both) = last.and(amount)
            {
                *last = both;
            } else {
                met.put(Packed::new(customer, day, amount));
            }
        }
        batch.names.clear();
        let _ = back.try_send(batch);
    }
    Some(met)
}

/// The order days are written in: what was said or the beginning shows, else what all of the file does.
fn order(path: &Path, look: &Look) -> Result<DayOrder, TransactionsError> {
    if look.order_is_sure {
        return Ok(look.order);
    }
    let mut evidence = OrderEvidence::default();
    let mut examples: Vec<String> = Vec::new();
    walk(path, look, &mut |line| {
        // One day past the twelfth tells.
        if evidence.day_first + evidence.month_first == 0 {
            let day = text_of(line.cells[DATE]);
            evidence.see(&day);
            if examples.len() < 5 && !day.is_empty() && !examples.iter().any(|one| *one == day) {
                examples.push(day.chars().take(40).collect());
            }
        }
        Ok(())
    })?;
    match evidence.judge() {
        DayOrder::Ambiguous => Err(TransactionsError::File(ImportError::Unanswered {
            path: path.to_owned(),
            heading: look.date.heading.clone(),
            question: Question::DayOrder {
                column: look.date.column,
                examples,
            },
        })),
        order => Ok(order),
    }
}
