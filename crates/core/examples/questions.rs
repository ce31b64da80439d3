//! Puts every kind of question to a large notebook and tells how long the answers took, one kind a line:
//! `what`, `n`, the median and the 95th percentile in milliseconds, the same of the time on a processor; tabs between. With
//! `moments`, those of a notebook that holds many moments of every kind. `cargo xtask bench` runs it.
#![allow(
    clippy::print_stdout,
    reason = "telling what it measured is what this program does"
)]

use chrono::{Days, NaiveDate};
use fidele_core::behaviour::Behaviour;
use fidele_core::contact::{ContactDraft, ContactPurpose};
use fidele_core::customer::{Channel, CustomerFilter, CustomerSort, SortBy};
use fidele_core::field::FieldFilter;
use fidele_core::moment::MomentDraft;
use fidele_core::money::Amount;
use fidele_core::time::Clock;
use fidele_core::{Notebook, Result};

#[path = "questions/moments.rs"]
mod moments;
#[path = "questions/times.rs"]
mod times;

use times::{Start, Times, memory};

/// As many rows as a tall window shows, and some to scroll into.
const PAGE: u32 = 100;
/// Rows of the search box.
const FOUND: u32 = 12;

const SORTS: [SortBy; 7] = [
    SortBy::Name,
    SortBy::LastVisit,
    SortBy::Rhythm,
    SortBy::Lateness,
    SortBy::Value,
    SortBy::Chance,
    SortBy::Worth,
];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(path), Some(day)) = (words.next(), words.next()) else {
        return Err("questions NOTEBOOK.fidele DAY [moments]".into());
    };
    let day: NaiveDate = day.parse()?;
    let start = Start::now();
    let book = Notebook::open(path.as_ref(), Clock::Fixed(day)).await?;
    println!("opened in {}", start.took());
    if words.next().is_some_and(|word| word == "moments") {
        moments::note(&book).await?;
        moments::ask(&book).await?;
        book.close().await;
        return Ok(());
    }
    prepare(&book).await?;
    let start = Start::now();
    book.search("martin", FOUND).await?;
    println!("first search after {}", start.took());
    println!("memory {}", memory());
    lists(&book).await?;
    in_fields(&book).await?;
    searches(&book).await?;
    pages(&book).await?;
    writes(&book).await?;
    println!("memory {}", memory());
    book.close().await;
    Ok(())
}

fn everybody() -> CustomerFilter {
    CustomerFilter::default()
}

/// Contacts planned and made, customers archived: what a shop in use has.
async fn prepare(book: &Notebook) -> Result<()> {
    if book.open_contacts(None).await?.len() >= 50 {
        return Ok(());
    }
    let queue = book.winback_queue(0, 200).await?;
    for (at, row) in queue.rows.iter().enumerate() {
        let draft = ContactDraft {
            // Ten a day.
            day: book.today() + Days::new(at as u64 / 10),
            minute: None,
            channel: Channel::Visit,
            purpose: ContactPurpose::News,
            note: String::new(),
        };
        let id = book.plan_contact(row.customer, draft).await?;
        if at % 2 == 0 {
            let outcome = fidele_core::contact::Outcome::Reached;
            book.record_outcome(id, outcome, None).await?;
        }
    }
    let sort = CustomerSort::default();
    let page = book.customers(&everybody(), sort, 500_000, 200).await?;
    let ids: Vec<_> = page.rows.into_iter().map(|row| row.id).collect();
    book.archive_customers(&ids, true).await?;
    Ok(())
}

async fn lists(book: &Notebook) -> Result<()> {
    let today = book.today();
    let any = CustomerFilter::default;
    let filters = [
        ("all", any()),
        (
            "slipping",
            CustomerFilter {
                behaviours: vec![Behaviour::Drifting, Behaviour::OnHoliday, Behaviour::Gone],
                ..any()
            },
        ),
        (
            "loyal",
            CustomerFilter {
                behaviours: vec![Behaviour::Loyal],
                ..any()
            },
        ),
        (
            "of a tag",
            CustomerFilter {
                tags: vec!["marché".to_owned()],
                ..any()
            },
        ),
        (
            "of two towns",
            CustomerFilter {
                cities: vec!["Paris".to_owned(), "Saint-Étienne".to_owned()],
                ..any()
            },
        ),
        (
            "lately there",
            CustomerFilter {
                bought_since: Some(today - Days::new(30)),
                ..any()
            },
        ),
        (
            "long not there",
            CustomerFilter {
                not_since: Some(today - Days::new(400)),
                ..any()
            },
        ),
        (
            "never there",
            CustomerFilter {
                never_bought: true,
                ..any()
            },
        ),
        (
            "archived",
            CustomerFilter {
                archived: true,
                ..any()
            },
        ),
        (
            "all at once",
            CustomerFilter {
                search: "mar".to_owned(),
                behaviours: vec![Behaviour::Gone, Behaviour::New],
                tags: vec!["pro".to_owned()],
                cities: vec!["Lyon".to_owned()],
                not_since: Some(today - Days::new(10)),
                ..any()
            },
        ),
    ];
    let mut deep = Times::default();
    for (name, filter) in &filters {
        let mut times = Times::default();
        let mut total = 0;
        for by in SORTS {
            for descending in [false, true] {
                let sort = CustomerSort { by, descending };
                for _ in 0..3 {
                    let start = Start::now();
                    total = book.customers(filter, sort, 0, PAGE).await?.total;
                    times.0.push(start.took());
                }
                let start = Start::now();
                book.customers(filter, sort, total / 3, PAGE).await?;
                deep.0.push(start.took());
            }
        }
        times.tell(&format!("first page, every sort: {name} ({total})"));
    }
    deep.tell("a page in the middle of any of these lists");
    Ok(())
}

/// Each field's values, in every sort.
async fn in_fields(book: &Notebook) -> Result<()> {
    let mut conditions = Vec::new();
    for (name, typed) in [
        ("stall", "hall"),
        ("stall", "north|south"),
        ("stall", ""),
        ("size", "40"),
        ("size", "38..42"),
        ("remark", "gluten"),
        ("remark", "visit 12345"),
        ("remark", "e"),
    ] {
        let field = book.field_named(name).await?;
        let test = field.test(typed)?;
        conditions.push((
            name,
            FieldFilter {
                field: field.id,
                test,
            },
        ));
    }
    for field in ["stall", "size", "remark"] {
        let mut times = Times::default();
        for (_, condition) in conditions.iter().filter(|(name, _)| *name == field) {
            let filter = CustomerFilter {
                fields: vec![condition.clone()],
                ..CustomerFilter::default()
            };
            for by in SORTS {
                let sort = CustomerSort {
                    by,
                    descending: true,
                };
                let start = Start::now();
                book.customers(&filter, sort, 0, PAGE).await?;
                times.0.push(start.took());
            }
        }
        times.tell(&format!("first page, every sort: by the field {field}"));
    }
    Ok(())
}

async fn searches(book: &Notebook) -> Result<()> {
    let sort = CustomerSort::default();
    let mut names = Vec::new();
    for at in 0..20 {
        let page = book.customers(&everybody(), sort, at * 48_611, 1).await?;
        names.extend(page.rows.into_iter().map(|row| row.name));
    }
    let (mut typed, mut listed, mut slips) = (Times::default(), Times::default(), Times::default());
    for name in &names {
        for end in 1..=name.chars().count() {
            let text: String = name.chars().take(end).collect();
            let start = Start::now();
            book.search(&text, FOUND).await?;
            typed.0.push(start.took());
            if end % 4 == 1 {
                let filter = CustomerFilter {
                    search: text,
                    ..CustomerFilter::default()
                };
                let start = Start::now();
                book.customers(&filter, sort, 0, PAGE).await?;
                listed.0.push(start.took());
            }
        }
        // The last two letters of every longer word change places.
        let slipped: Vec<String> = name.split(' ').map(slip).collect();
        let start = Start::now();
        book.search(&slipped.join(" "), FOUND).await?;
        slips.0.push(start.took());
    }
    typed.tell("search box, every keystroke of a name");
    listed.tell("list narrowed by a search");
    slips.tell("search box, letters swapped in every word");
    let mut digits = Times::default();
    for text in [
        "0", "06", "061", "06 12", "06 12 3", "+33 6 77", "0033 7", "4578", "78 90", "C0004",
        "7777",
    ] {
        for _ in 0..5 {
            let start = Start::now();
            book.search(text, FOUND).await?;
            digits.0.push(start.took());
        }
    }
    digits.tell("search box, digits");
    let mut odd = Times::default();
    for text in [
        "client77@",
        "paris",
        "lefevbre",
        "marie lefevre paris",
        "xqzzk",
        "m d",
        "gourmand",
    ] {
        for _ in 0..5 {
            let start = Start::now();
            book.search(text, FOUND).await?;
            odd.0.push(start.took());
        }
    }
    odd.tell("search box, towns, addresses, slips, nonsense");
    Ok(())
}

fn slip(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let n = letters.len();
    if n >= 4 {
        letters.swap(n - 1, n - 2);
    }
    letters.into_iter().collect()
}

async fn pages(book: &Notebook) -> Result<()> {
    let faithful = CustomerFilter {
        search: "C000000".to_owned(),
        ..CustomerFilter::default()
    };
    let sort = CustomerSort {
        by: SortBy::Value,
        descending: true,
    };
    let found = book.customers(&faithful, sort, 0, 1).await?.rows;
    let mut each: [(&str, Times); 9] = [
        ("win-back queue, first page", Times::default()),
        ("win-back queue, page 100", Times::default()),
        ("win-back counts", Times::default()),
        ("Today", Times::default()),
        ("customer counts", Times::default()),
        ("tags to choose from", Times::default()),
        ("towns to choose from", Times::default()),
        ("journey of the most faithful", Times::default()),
        ("its journal, a page", Times::default()),
    ];
    for turn in 0..20 {
        for (at, (_, times)) in each.iter_mut().enumerate() {
            let start = Start::now();
            match (at, found.first()) {
                (0, _) => drop(book.winback_queue(0, PAGE).await?),
                (1, _) => drop(book.winback_queue(100 * PAGE, PAGE).await?),
                (2, _) => drop(book.winback_counts().await?),
                (3, _) => drop(book.today_page().await?),
                (4, _) => drop(book.customer_counts().await?),
                (5, _) => drop(book.tags().await?),
                (6, _) => drop(book.cities().await?),
                (7, Some(row)) => drop(book.journey(row.id).await?),
                (8, Some(row)) => drop(book.journal(row.id, &[], turn * 200, PAGE).await?),
                _ => {}
            }
            times.0.push(start.took());
        }
    }
    if let Some(row) = found.first() {
        let journal = book.journal(row.id, &[], 0, 1).await?;
        println!("the journey has {} moments", journal.total);
    }
    for (what, times) in each {
        times.tell(what);
    }
    let mut any = Times::default();
    for at in 0..100 {
        let page = book.customers(&everybody(), sort, at * 9_973, 1).await?;
        for row in page.rows {
            let start = Start::now();
            book.journey(row.id).await?;
            book.journal(row.id, &[], 0, PAGE).await?;
            any.0.push(start.took());
        }
    }
    any.tell("journey and journal of anybody");
    Ok(())
}

/// What is noted here is taken back again.
async fn writes(book: &Notebook) -> Result<()> {
    let sort = CustomerSort::default();
    let page = book.customers(&everybody(), sort, 1_000, 20).await?;
    let (mut noted, mut figures, mut undone) =
        (Times::default(), Times::default(), Times::default());
    for row in page.rows {
        let draft = MomentDraft::Purchase {
            day: book.today(),
            minute: None,
            amount: Amount(1_250),
            note: None,
            served_by: None,
        };
        let start = Start::now();
        book.note_moment(row.id, draft).await?;
        noted.0.push(start.took());
        let start = Start::now();
        book.outlook(row.id).await?;
        figures.0.push(start.took());
        let start = Start::now();
        book.undo(None).await?;
        undone.0.push(start.took());
    }
    noted.tell("noting a purchase");
    figures.tell("the chance, value and date it makes");
    undone.tell("taking it back");
    Ok(())
}
