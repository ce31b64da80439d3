//! A town invented from a seed: households, who lives in them, how each is reached, and what changes over the years.

use chrono::{Days, NaiveDate};

use super::names::{MEN, PLACES, WOMEN, surname};

/// A generator of numbers that look random (splitmix64): the same town on every machine.
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to just below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    /// True so many times of a hundred.
    pub fn percent(&mut self, times: f64) -> bool {
        #[allow(clippy::cast_precision_loss)] // 53 bits of chance are enough
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        unit * 100.0 < times
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Somebody who really is one person.
#[derive(Debug, Clone)]
pub struct Soul {
    pub first: String,
    pub last: String,
    /// The surname some files know instead: from before or after a marriage.
    pub other_last: Option<String>,
    pub woman: bool,
    pub born: NaiveDate,
    pub mobile: Option<String>,
    /// The number they have from mid-2025 on, when it changed; the old one may be somebody else's by then.
    pub mobile_later: Option<String>,
    /// The household's number.
    pub landline: Option<String>,
    pub email: Option<String>,
    pub email_later: Option<String>,
    /// The household's address, that any of them may give.
    pub email_shared: Option<String>,
    pub postcode: &'static str,
    pub city: &'static str,
}

fn number(dice: &mut Dice, head: &str) -> String {
    format!("{head}{:08}", dice.below(100_000_000))
}

fn ascii(text: &str) -> String {
    fidele_core::fold::fold(text).replace(' ', "")
}

/// So many people in their households.
pub fn town(dice: &mut Dice, people: usize) -> Vec<Soul> {
    let mut souls: Vec<Soul> = Vec::with_capacity(people);
    while souls.len() < people {
        household(dice, &mut souls);
    }
    souls.truncate(people);
    // A number given up goes to somebody else before long.
    let given_up: Vec<usize> = (0..souls.len())
        .filter(|at| souls[*at].mobile_later.is_some())
        .collect();
    for at in given_up {
        let heir = dice.below(souls.len());
        if heir != at && souls[heir].mobile_later.is_none() && dice.percent(60.0) {
            souls[heir].mobile_later = souls[at].mobile.clone();
        }
    }
    souls
}

fn household(dice: &mut Dice, souls: &mut Vec<Soul>) {
    let last = surname(dice);
    let (postcode, city) = dice.one(PLACES);
    let landline = dice.percent(40.0).then(|| number(dice, "04"));
    let size = dice.one(&[1, 1, 1, 2, 2, 2, 2, 3, 3, 4]);
    let shared = (size > 1 && dice.percent(15.0))
        .then(|| format!("famille.{}{}@exemple.fr", ascii(&last), dice.below(10_000)));
    let family_mobile = (size > 1 && dice.percent(20.0)).then(|| number(dice, "06"));
    let start = souls.len();
    for n in 0..size {
        let woman = if n < 2 {
            n == 1 || (size == 1 && dice.percent(50.0))
        } else {
            dice.percent(50.0)
        };
        let names = if woman { WOMEN } else { MEN };
        let mut first = dice.one(names).to_owned();
        // The couples whose names are one letter apart, and father and son of one name, do exist.
        if n == 1 && dice.percent(1.0) {
            let pairs = [
                ("Michel", "Michèle"),
                ("André", "Andrée"),
                ("Pascal", "Pascale"),
                ("Louis", "Louise"),
            ];
            let (him, her) = dice.one(&pairs);
            him.clone_into(&mut souls[start].first);
            her.clone_into(&mut first);
        }
        let namesake = n >= 2 && dice.percent(0.7);
        let other = souls[start..].iter().any(|soul| soul.first == first);
        if namesake {
            first.clone_from(&souls[start + usize::from(woman)].first);
        } else if other {
            first = format!("{}-{first}", if woman { "Anne" } else { "Jean" });
        }
        let years = if n < 2 {
            30 + dice.below(50)
        } else {
            16 + dice.below(12)
        };
        let born = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap()
            - Days::new((years * 365 + dice.below(365)) as u64);
        let mobile = match &family_mobile {
            Some(shared) if dice.percent(60.0) => Some(shared.clone()),
            _ => dice.percent(80.0).then(|| {
                let head = dice.one(&["06", "06", "07"]);
                number(dice, head)
            }),
        };
        let mail = |tail: usize| format!("{}.{}{tail}@exemple.fr", ascii(&first), ascii(&last));
        let email = dice.percent(65.0).then(|| mail(dice.below(100)));
        let email_later =
            (email.is_some() && dice.percent(10.0)).then(|| mail(100 + dice.below(1000)));
        let other_last = (woman && dice.percent(6.0)).then(|| surname(dice));
        let changed = mobile.is_some() && mobile != family_mobile && dice.percent(4.0);
        souls.push(Soul {
            // Some women in a couple keep their own name.
            last: if n == 1 && dice.percent(15.0) {
                surname(dice)
            } else {
                last.clone()
            },
            other_last,
            first,
            woman,
            born,
            mobile,
            mobile_later: changed.then(|| number(dice, "06")),
            landline: landline.clone(),
            email,
            email_later,
            email_shared: shared.clone(),
            postcode,
            city,
        });
    }
}
