//! The files a shop has of the people of a town, spelt as tills, lists and web shops spell them.

use chrono::{Days, NaiveDate};

use super::spelling::{slip, spelt, typed};
use super::town::{Dice, Soul};

/// Whose a record really is.
pub struct Record {
    /// The ticket's reference.
    pub reference: String,
    /// The number of the soul.
    pub whose: usize,
    /// Whether it says more of them than a name.
    pub has_more: bool,
}

/// A file, and whose its records really are.
pub struct File {
    pub name: &'static str,
    pub text: String,
    pub truth: Vec<Record>,
}

impl File {
    fn new(name: &'static str, headings: &str) -> Self {
        Self {
            name,
            text: format!("{headings}\n"),
            truth: Vec::new(),
        }
    }

    fn add(&mut self, (whose, has_more): (usize, bool), reference: &str, cells: &[&str]) {
        let quoted: Vec<String> = cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        self.text.push_str(&quoted.join(";"));
        self.text.push('\n');
        self.truth.push(Record {
            reference: reference.to_owned(),
            whose,
            has_more,
        });
    }
}

fn day(dice: &mut Dice, year: i32, days: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap() + Days::new(dice.below(days) as u64)
}

fn price(dice: &mut Dice) -> String {
    format!("{},{:02}", 3 + dice.below(60), dice.below(100))
}

/// A till of 2024 to June 2025: one cell for the name, a phone more often than not, seldom an address.
pub fn till(dice: &mut Dice, town: &[Soul]) -> File {
    let mut file = File::new(
        "caisse.csv",
        "N° ticket;Date;Client;Téléphone;E-mail;Montant TTC",
    );
    let mut visits: Vec<(NaiveDate, usize)> = Vec::new();
    for whose in 0..town.len() {
        if dice.percent(85.0) {
            let times = 1 + dice.below(5);
            visits.extend((0..times).map(|_| (day(dice, 2024, 540), whose)));
        }
    }
    visits.sort();
    for (n, (on, whose)) in visits.into_iter().enumerate() {
        let soul = &town[whose];
        let mut phone = match (&soul.mobile, &soul.landline) {
            (_, Some(home)) if dice.percent(25.0) => Some(home),
            (mobile, _) => mobile.as_ref(),
        }
        .filter(|_| dice.percent(75.0))
        .map(|number| spelt(dice, number));
        if dice.percent(0.4) {
            phone = phone.map(|number| slip(dice, &number));
        }
        let email = soul.email.as_ref().filter(|_| dice.percent(15.0)).cloned();
        let reached = phone.is_some() || email.is_some();
        let name = if reached && dice.percent(3.0) {
            String::new()
        } else {
            typed(dice, soul)
        };
        let reference = format!("T{n:06}");
        file.add(
            (whose, reached),
            &reference,
            &[
                &reference,
                &on.format("%d/%m/%Y").to_string(),
                &name,
                &phone.unwrap_or_default(),
                &email.unwrap_or_default(),
                &price(dice),
            ],
        );
    }
    file
}

/// The list the owner keeps, with numbers, towns and birthdays; and, for some, twice.
pub fn list(dice: &mut Dice, town: &[Soul]) -> File {
    let mut file = File::new(
        "clients.csv",
        "N° client;Nom;Prénom;Mobile;Fixe;Courriel;Code postal;Ville;Né(e) le;N° facture;Date;Montant TTC",
    );
    let mut n = 0;
    for (whose, soul) in town.iter().enumerate() {
        if !dice.percent(70.0) {
            continue;
        }
        for _ in 0..1 + usize::from(dice.percent(1.5)) {
            n += 1;
            let mut mobile = soul.mobile.as_ref().filter(|_| dice.percent(80.0));
            if soul.mobile_later.is_some() && dice.percent(50.0) {
                mobile = soul.mobile_later.as_ref();
            }
            let mobile = mobile.map(|number| spelt(dice, number)).unwrap_or_default();
            let home = soul.landline.as_ref().filter(|_| dice.percent(50.0));
            let home = home.map(|number| spelt(dice, number)).unwrap_or_default();
            let email = match &soul.email_shared {
                Some(shared) if dice.percent(40.0) => Some(shared),
                _ => soul.email.as_ref().filter(|_| dice.percent(70.0)),
            };
            let born = if dice.percent(55.0) {
                soul.born.format("%d/%m/%Y").to_string()
            } else {
                String::new()
            };
            let (place, city) = if dice.percent(85.0) {
                (soul.postcode, soul.city)
            } else {
                ("", "")
            };
            let first = if dice.percent(1.0) {
                slip(dice, &soul.first)
            } else {
                soul.first.clone()
            };
            let reference = format!("F{n:06}");
            file.add(
                (whose, true),
                &reference,
                &[
                    &n.to_string(),
                    &soul.last.to_uppercase(),
                    &first,
                    &mobile,
                    &home,
                    email.map_or("", String::as_str),
                    place,
                    city,
                    &born,
                    &reference,
                    &day(dice, 2025, 300).format("%d/%m/%Y").to_string(),
                    &price(dice),
                ],
            );
        }
    }
    file
}

/// Orders of a web shop since mid-2025: an address always, theirs or the family's.
pub fn orders(dice: &mut Dice, town: &[Soul]) -> File {
    let mut file = File::new(
        "commandes.csv",
        "N° commande;Date;Nom;Prénom;E-mail;Téléphone;Code postal;Ville;Total",
    );
    let mut n = 0;
    for (whose, soul) in town.iter().enumerate() {
        let own = soul.email_later.as_ref().or(soul.email.as_ref());
        let Some(own) = own
            .or(soul.email_shared.as_ref())
            .filter(|_| dice.percent(40.0))
        else {
            continue;
        };
        let last = soul
            .other_last
            .as_ref()
            .filter(|_| dice.percent(30.0))
            .unwrap_or(&soul.last);
        for _ in 0..1 + dice.below(3) {
            n += 1;
            let email = soul
                .email_shared
                .as_ref()
                .filter(|_| dice.percent(25.0))
                .unwrap_or(own);
            let phone = soul
                .mobile_later
                .as_ref()
                .or(soul.mobile.as_ref())
                .filter(|_| dice.percent(50.0));
            let phone = phone.map(|number| spelt(dice, number)).unwrap_or_default();
            let place = if dice.percent(95.0) {
                soul.postcode
            } else {
                ""
            };
            let reference = format!("W{n:06}");
            let swap = dice.percent(2.0);
            let (one, two) = if swap {
                (&soul.first, last)
            } else {
                (last, &soul.first)
            };
            file.add(
                (whose, true),
                &reference,
                &[
                    &reference,
                    &day(dice, 2026, 300).format("%d/%m/%Y").to_string(),
                    one,
                    two,
                    email,
                    &phone,
                    place,
                    soul.city,
                    &price(dice),
                ],
            );
        }
    }
    file
}
