//! Who the customers of a very large shop are: names that repeat as names do, and how some can be reached.

use std::io::{Result, Write};
use std::sync::LazyLock;

const FIRST: [&str; 60] = [
    "Marie",
    "Jean",
    "Pierre",
    "Jeanne",
    "Michel",
    "Françoise",
    "Philippe",
    "Monique",
    "Alain",
    "Catherine",
    "Nathalie",
    "Isabelle",
    "Hélène",
    "Jacques",
    "Sylvie",
    "Nicolas",
    "Céline",
    "Julien",
    "Aurélie",
    "Émilie",
    "Élodie",
    "Sébastien",
    "Frédéric",
    "Stéphane",
    "Christophe",
    "Laurent",
    "Valérie",
    "Véronique",
    "Thérèse",
    "Andrée",
    "Noël",
    "Gaëlle",
    "Loïc",
    "Maëlys",
    "Zoé",
    "Inès",
    "Hugo",
    "Léa",
    "Chloé",
    "Manon",
    "Camille",
    "Lucas",
    "Théo",
    "Enzo",
    "Nathan",
    "Jules",
    "Louis",
    "Arthur",
    "Gabriel",
    "Raphaël",
    "Björn",
    "Mohamed",
    "Fatima",
    "Karim",
    "Nadia",
    "Ayşe",
    "Mai",
    "Jean-Pierre",
    "Marie-Claude",
    "Anne-Sophie",
];

/// The most common surnames, the most common first.
static LAST: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../../../../tests/surnames.txt")
        .lines()
        .collect()
});

const PARTS: [&str; 32] = [
    "mar", "tin", "ber", "nard", "du", "bois", "pe", "tit", "mo", "reau", "gar", "nier", "le",
    "fè", "rou", "sel", "gi", "rard", "bon", "net", "cha", "pui", "vi", "gne", "lan", "dry",
    "quen", "ville", "far", "gues", "col", "bert",
];

const TOWNS: [(&str, &str); 20] = [
    ("75011", "Paris"),
    ("69003", "Lyon"),
    ("13001", "Marseille"),
    ("31000", "Toulouse"),
    ("06000", "Nice"),
    ("44000", "Nantes"),
    ("34000", "Montpellier"),
    ("67000", "Strasbourg"),
    ("33000", "Bordeaux"),
    ("59000", "Lille"),
    ("35000", "Rennes"),
    ("51100", "Reims"),
    ("42000", "Saint-Étienne"),
    ("83000", "Toulon"),
    ("76600", "Le Havre"),
    ("38000", "Grenoble"),
    ("21000", "Dijon"),
    ("49000", "Angers"),
    ("30000", "Nîmes"),
    ("94240", "L'Haÿ-les-Roses"),
];

const TAGS: [&str; 6] = [
    "pro",
    "quartier",
    "marché",
    "fidèle du samedi",
    "gourmand",
    "presse",
];

/// The columns `name,phone,email,postcode,city,tags` of one customer.
pub fn person(out: &mut impl Write, customer: u32) -> Result<()> {
    let mut mixed = Mixed(u64::from(customer) + 1);
    let first = FIRST[mixed.below_often_low(FIRST.len())];
    // One in three has a name of the hundred most common; the others make up some twenty thousand names.
    let last = if mixed.below(3) == 0 {
        LAST[mixed.below_often_low(LAST.len())].to_owned()
    } else {
        let mut name = String::new();
        for _ in 0..2 + mixed.below(2) {
            name.push_str(PARTS[mixed.below(PARTS.len())]);
        }
        name[..1].to_uppercase() + &name[1..]
    };
    write!(out, "{first} {last},")?;
    if mixed.below(100) < 40 {
        // An odd factor that 5 does not divide: no two customers share a number.
        let number = u64::from(customer) * 77_777_777 % 100_000_000;
        write!(out, "0{}{number:08}", 6 + number % 2)?;
    }
    out.write_all(b",")?;
    if mixed.below(100) < 30 {
        let host = ["orange.fr", "free.fr", "gmail.com", "laposte.net"][mixed.below(4)];
        write!(out, "client{customer}@{host}")?;
    }
    out.write_all(b",")?;
    if mixed.below(2) == 0 {
        let (postcode, town) = TOWNS[mixed.below_often_low(TOWNS.len())];
        write!(out, "{postcode},{town},")?;
    } else {
        out.write_all(b",,")?;
    }
    if mixed.below(8) == 0 {
        out.write_all(TAGS[mixed.below(TAGS.len())].as_bytes())?;
    }
    Ok(())
}

/// What is noted of somebody besides, each value after a comma.
pub fn fields(out: &mut impl Write, customer: u32) -> std::io::Result<()> {
    let mut mixed = Mixed(!u64::from(customer));
    let stall = ["north", "north", "south", "hall", ""][mixed.below(5)];
    write!(out, ",{stall},")?;
    if mixed.below(2) == 0 {
        let halves = 70 + mixed.below(30);
        write!(out, "{}.{}", halves / 2, halves % 2 * 5)?;
    }
    out.write_all(b",")?;
    if mixed.below(3) == 0 {
        let what = ["gluten", "nuts", "milk", "eggs"][mixed.below(4)];
        write!(out, "no {what}; since visit {}", mixed.below(100_000))?;
    }
    Ok(())
}

/// Numbers that look random and follow from the customer's (splitmix64).
struct Mixed(u64);

impl Mixed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut n = self.0.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        n = (n ^ (n >> 30)).wrapping_mul(0x94D0_49BB_1331_11EB);
        n ^ (n >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        // What is below a usize fits one.
        (self.next() % end as u64) as usize
    }

    /// Low numbers come up more often.
    fn below_often_low(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end))
    }
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn people_stay_who_they_are() {
        let line = |customer| {
            let mut out = Vec::new();
            person(&mut out, customer).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(line(7), line(7));
        assert_ne!(line(7), line(8));
        assert!((0..1_000).all(|n| line(n).matches(',').count() == 5));
    }
}
