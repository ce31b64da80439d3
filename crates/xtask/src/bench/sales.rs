//! A till's sales file, invented from a seed: the same on every machine.

mod names;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::shell::Done;

/// The day after the last sale.
pub const TODAY: &str = "2027-01-01";

/// How large a file is, and what it tells.
#[derive(Clone, Copy)]
pub struct Size {
    /// Lines of the file.
    pub purchases: u32,
    /// Customers who made them; some buy often, most seldom. At least one in ten purchases' worth, at most all.
    pub customers: u32,
    /// Whether the file says how to reach some of them, and where they live.
    pub details: bool,
    /// Whether it tells what the business notes of them besides: see [`FIELDS`].
    pub fields: bool,
    /// Purchases of the very first customer, spread over the years; 0 leaves it to chance.
    pub faithful: u32,
}

/// What the business notes of its customers, as `fidele fields add` takes it: a word of nearly everybody, a number of half of
/// them, a remark of some.
pub const FIELDS: [&[&str]; 3] = [
    &[
        "stall", "--kind", "choice", "--choice", "north", "--choice", "south", "--choice", "hall",
    ],
    &["size", "--kind", "number"],
    &["remark", "--kind", "text"],
];

/// What the ratios are measured on.
pub const PLAIN: Size = Size {
    purchases: 1_000_000,
    customers: 100_000,
    details: false,
    fields: false,
    faithful: 0,
};

/// A size no shop will reach.
pub const LARGE: Size = Size {
    purchases: 5_000_000,
    customers: 1_000_000,
    details: true,
    fields: true,
    faithful: 5_000,
};

/// What was bought in a notebook in which as much again was noted: see the example program of the core.
pub const TOLD: Size = Size {
    purchases: 150_000,
    customers: 15_000,
    details: true,
    fields: false,
    faithful: 3_000,
};

/// The longest file an import is measured on.
pub const LONG: Size = Size {
    purchases: 10_000_000,
    customers: 1_000_000,
    details: true,
    fields: false,
    faithful: 0,
};

/// Writes the file unless it is there.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, size: Size) -> Done {
    if path.is_file() {
        return Ok(());
    }
    let draft = path.with_extension("draft");
    let mut out = BufWriter::new(File::create(&draft)?);
    let details = ["", ",phone,email,postcode,city,tags"][usize::from(size.details)];
    let fields = ["", ",stall,size,remark"][usize::from(size.fields)];
    writeln!(out, "date,customer_id,name{details}{fields},amount,ticket")?;
    let mut dice = Dice(0x5EED_F1DE_1E00_2026);
    let each = size.purchases / size.customers;
    for n in 0..size.purchases {
        // Spread evenly over the three years 2024 to 2026, as a till writes: in order of time.
        let day = u64::from(n) * 1096 / u64::from(size.purchases);
        // The square favours low numbers: the regulars. Each customer comes at least once.
        let customer = if n % each == 0 {
            n / each
        } else if size.faithful > 0 && n % (size.purchases / size.faithful) == 1 {
            0
        } else {
            let u = dice.unit();
            ((u * u) * f64::from(size.customers)) as u32
        };
        let cents = 150 + (dice.unit() * dice.unit() * 9000.0) as u32;
        write!(out, "{},C{customer:06},", date(day))?;
        if size.details {
            names::person(&mut out, customer)?;
        } else {
            write!(out, "{}", name(customer))?;
        }
        if size.fields {
            names::fields(&mut out, customer)?;
        }
        writeln!(out, ",{}.{:02},T{n:07}", cents / 100, cents % 100)?;
    }
    out.flush()?;
    std::fs::rename(draft, path)?;
    Ok(())
}

/// `2024-01-01` plus so many days, within three years.
fn date(day: u64) -> String {
    const LENGTHS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (year, mut left) = match day {
        0..366 => (2024, day),
        366..731 => (2025, day - 366),
        _ => (2026, day - 731),
    };
    let mut month = 0;
    loop {
        let length = LENGTHS[month] + u64::from(year == 2024 && month == 1);
        if left < length {
            return format!("{year}-{:02}-{:02}", month + 1, left + 1);
        }
        left -= length;
        month += 1;
    }
}

/// A name of one's own for each customer: 50 × 2000.
fn name(customer: u32) -> String {
    const FIRST: [&str; 10] = [
        "Jeanne", "Paul", "Amélie", "Luc", "Inès", "Hugo", "Élise", "Marc", "Sonia", "Noël",
    ];
    const PARTS: [&str; 20] = [
        "Mar", "tin", "Ber", "nard", "Du", "bois", "Pe", "tit", "Mo", "reau", "Gar", "nier", "Le",
        "fèvre", "Rou", "sel", "Gi", "rard", "Bon", "net",
    ];
    let mut n = customer as usize;
    let mut take = |of: usize| {
        let part = n % of;
        n /= of;
        part
    };
    let first = FIRST[take(10)];
    let (a, b, c) = (PARTS[take(20)], PARTS[take(20)], PARTS[take(20)]);
    let rest = n;
    format!(
        "{first} {a}{}{}{}",
        b.to_lowercase(),
        c.to_lowercase(),
        ["", "-Roy"][rest % 2]
    )
}

/// A generator of numbers that look random (xorshift64*).
struct Dice(u64);

impl Dice {
    /// From 0 to just under 1.
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        (number >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{date, name};
    use std::collections::HashSet;

    #[test]
    fn days_run_through_three_years() {
        assert_eq!(date(0), "2024-01-01");
        assert_eq!(date(59), "2024-02-29");
        assert_eq!(date(366), "2025-01-01");
        assert_eq!(date(1095), "2026-12-31");
    }

    #[test]
    fn names_differ() {
        let names: HashSet<String> = (0..10_000).map(name).collect();
        assert_eq!(names.len(), 10_000);
    }
}
