//! Shops with a known past, real and made up, on which whoever speaks is judged.

use std::collections::BTreeMap;
use std::fs;

use chrono::{Datelike as _, NaiveDate};

use super::{Dice, Life, Model, shared};

/// A shop and the purchases of each customer, `(day, minor units)` in the order of their days.
pub struct Shop {
    pub name: String,
    pub customers: Vec<Vec<(i32, i64)>>,
}

impl Shop {
    fn of<K>(name: &str, customers: BTreeMap<K, Vec<(i32, i64)>>) -> Self {
        let customers = customers
            .into_values()
            .map(|mut purchases| {
                purchases.sort_unstable();
                purchases
            })
            .collect();
        Self {
            name: name.to_owned(),
            customers,
        }
    }
}

/// The day of an ISO date.
pub fn day(iso: &str) -> i32 {
    let day: NaiveDate = iso.parse().expect("an ISO date");
    day.num_days_from_ce()
}

fn cents(amount: &str) -> i64 {
    (amount.parse::<f64>().expect("an amount") * 100.0).round() as i64
}

/// CDNOW: 23,570 customers, new in the first quarter of 1997, until June 1998; or the sample of 2,357 that papers use.
pub fn cdnow(whole: bool) -> Option<Shop> {
    let (file, columns) = if whole {
        ("CDNOW_master.txt", [0, 1, 3])
    } else {
        ("CDNOW_sample.txt", [1, 2, 4])
    };
    let text = fs::read_to_string(shared(&format!("data/public/{file}"))?).expect("a text");
    let mut customers: BTreeMap<&str, Vec<(i32, i64)>> = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [who, date, amount] = columns.map(|column| cells.get(column).copied());
        let Some(date) = date.filter(|date| date.len() == 8 && date.starts_with('1')) else {
            continue;
        };
        let date = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
        let purchase = (day(&date), cents(amount.expect("an amount")));
        customers
            .entry(who.expect("a customer"))
            .or_default()
            .push(purchase);
    }
    Some(Shop::of(file.trim_end_matches(".txt"), customers))
}

/// Online Retail: a year of a British wholesaler of gifts, cancellations being refunds.
pub fn online_retail() -> Option<Shop> {
    let packed = shared("data/public/online_retail_all.csv.gz")?;
    let out = std::process::Command::new("gzip")
        .arg("-dc")
        .arg(packed)
        .output();
    let text = String::from_utf8_lossy(&out.expect("gzip").stdout).into_owned();
    // One purchase is all the lines of an invoice.
    let mut invoices: BTreeMap<(String, String), (i32, f64)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells = cells(line);
        let [invoice, _, _, quantity, date, price, who, ..] = cells.as_slice() else {
            continue;
        };
        let (Ok(quantity), Ok(price)) = (quantity.parse::<f64>(), price.parse::<f64>()) else {
            continue;
        };
        if who.is_empty() || price <= 0.0 {
            continue;
        }
        let sum = invoices
            .entry((who.clone(), invoice.clone()))
            .or_insert_with(|| (day(&date[..10]), 0.0));
        sum.1 += quantity * price;
    }
    let mut customers: BTreeMap<String, Vec<(i32, i64)>> = BTreeMap::new();
    for ((who, _), (day, amount)) in invoices {
        customers
            .entry(who)
            .or_default()
            .push((day, (amount * 100.0).round() as i64));
    }
    Some(Shop::of("Online Retail", customers))
}

/// The cells of a line of CSV.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().expect("a cell").push(letter),
        }
    }
    cells
}

/// The invented bakery: two years at a village counter, a customer being a phone number, an e-mail address or a name.
pub fn bakery() -> Option<Shop> {
    let bytes = fs::read(shared("data/boulangerie/caisse.csv")?).expect("a file");
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut customers: BTreeMap<String, Vec<(i32, i64)>> = BTreeMap::new();
    let mut by_mail: BTreeMap<String, String> = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split(';').collect();
        let [_, date, _, name, phone, mail, amount, ..] = cells.as_slice() else {
            continue;
        };
        let parts: Vec<&str> = date.split('/').collect();
        let [dd, mm, yyyy] = parts.as_slice() else {
            continue;
        };
        let amount: String = amount
            .chars()
            .filter(|c| *c != '\u{a0}' && *c != ' ')
            .collect();
        let Ok(amount) = amount.replace(',', ".").parse::<f64>() else {
            continue;
        };
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let phone = digits
            .len()
            .checked_sub(9)
            .map(|from| digits[from..].to_owned());
        let who = match (phone, mail.is_empty()) {
            (Some(phone), false) => {
                by_mail
                    .entry((*mail).to_owned())
                    .or_insert_with(|| phone.clone());
                phone
            }
            (Some(phone), true) => phone,
            (None, false) => by_mail
                .get(*mail)
                .cloned()
                .unwrap_or_else(|| (*mail).to_owned()),
            (None, true) => {
                let mut words: Vec<String> =
                    name.split_whitespace().map(str::to_lowercase).collect();
                words.sort();
                words.join(" ")
            }
        };
        if who.is_empty() {
            continue;
        }
        let purchase = (
            day(&format!("{yyyy}-{mm}-{dd}")),
            (amount * 100.0).round() as i64,
        );
        customers.entry(who).or_default().push(purchase);
    }
    Some(Shop::of("bakery", customers))
}

/// A shop whose customers live a model's story, in weeks, over three years to the end of 2025; new ones come all the time.
pub fn made_up(name: &str, model: Model, parameters: [f64; 4], count: u32, seed: u64) -> Shop {
    let (start, days) = (day("2023-01-01"), 1_095.0);
    let mut dice = Dice::new(seed);
    let customers = (0..count).map(|who| {
        let first = (dice.uniform() * days).floor();
        let life = Life::of(model, &parameters, (days - first) / 7.0, &mut dice);
        let each = 1000.0 * dice.gamma(4.0) / dice.gamma(4.0);
        let times = std::iter::once(0.0).chain(life.purchases);
        let purchases = times.map(|week| {
            let day = start + (first + week * 7.0).floor() as i32;
            (day, (each * dice.gamma(4.0)) as i64)
        });
        (who, purchases.collect())
    });
    Shop::of(name, customers.collect())
}

/// Made-up shops unlike each other.
pub fn all_made_up(seed: u64) -> Vec<Shop> {
    vec![
        made_up(
            "random, leaves",
            Model::MbgNbd,
            [0.6, 5.0, 0.8, 2.0],
            3_000,
            seed,
        ),
        made_up(
            "Pareto",
            Model::ParetoNbd,
            [0.7, 6.0, 0.6, 20.0],
            3_000,
            seed + 1,
        ),
        made_up(
            "like clockwork",
            Model::MbgCnbd(4),
            [1.5, 0.8, 0.6, 6.0],
            1_500,
            seed + 2,
        ),
        made_up("small", Model::MbgNbd, [1.0, 4.0, 0.8, 3.0], 250, seed + 3),
        made_up(
            "very small",
            Model::MbgNbd,
            [1.0, 4.0, 0.8, 3.0],
            40,
            seed + 4,
        ),
    ]
}
