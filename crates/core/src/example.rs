//! The example notebook: real purchases of a real shop (see `data/README.md`), under invented French names,
//! moved by whole weeks so that the last of them lies in the week before today.

use chrono::{Days, NaiveDate, TimeDelta};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::fold::fold;
use crate::ids::{ContactPointId, CustomerId, MomentId};
use crate::notebook::{Notebook, Settings, Trade};

use crate::error::{Error, Result};

const PURCHASES: &str = include_str!("../data/cdnow.txt");

/// The first and the last day of the data.
#[allow(clippy::expect_used)] // checked when compiled
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1997, 1, 1).expect("a day");
#[allow(clippy::expect_used)] // checked when compiled
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1998, 6, 30).expect("a day");

const FIRST_NAMES: [&str; 60] = [
    "Adèle",
    "Agathe",
    "Alice",
    "Amélie",
    "Anaïs",
    "André",
    "Antoine",
    "Arthur",
    "Aurélie",
    "Bastien",
    "Benoît",
    "Camille",
    "Capucine",
    "Cécile",
    "Célestine",
    "Chloé",
    "Claire",
    "Clément",
    "Clémence",
    "Damien",
    "Élise",
    "Élodie",
    "Émile",
    "Étienne",
    "Eugénie",
    "Fanny",
    "Félix",
    "Florian",
    "François",
    "Gabrielle",
    "Gaël",
    "Hélène",
    "Hugo",
    "Inès",
    "Irène",
    "Jeanne",
    "Jérôme",
    "Joséphine",
    "Jules",
    "Léa",
    "Léon",
    "Louise",
    "Luc",
    "Lucie",
    "Madeleine",
    "Manon",
    "Marc",
    "Margaux",
    "Mathilde",
    "Maëlle",
    "Nadia",
    "Noël",
    "Océane",
    "Paul",
    "Raphaël",
    "Romane",
    "Sonia",
    "Théo",
    "Yanis",
    "Zoé",
];

const LAST_NAMES: [&str; 61] = [
    "Aubert",
    "Barbier",
    "Baudry",
    "Benali",
    "Berger",
    "Besson",
    "Blanchet",
    "Bœuf",
    "Bonnet",
    "Bouvier",
    "Brun",
    "Caron",
    "Chabert",
    "Châtelain",
    "Chevalier",
    "Colin",
    "D’Angelo",
    "Delmas",
    "Descamps",
    "Dubois",
    "Dupuis",
    "Fabre",
    "Faure",
    "Fontaine",
    "Fournier",
    "Garçon",
    "Gauthier",
    "Girard",
    "Guérin",
    "Haddad",
    "Hamon",
    "Jacquet",
    "Joly",
    "Lambert",
    "Laurent",
    "Le Goff",
    "Lefèvre",
    "Lemoine",
    "Leroux",
    "Mallet",
    "Marchand",
    "Mercier",
    "Meunier",
    "Morin",
    "N’Diaye",
    "Noël",
    "Olivier",
    "Pelletier",
    "Perrot",
    "Petit",
    "Prévost",
    "Renard",
    "Rey",
    "Roche",
    "Rousseau",
    "Roussel",
    "Sanchez",
    "Simon",
    "Tessier",
    "Vidal",
    "Weber",
];

const TOWNS: [(&str, &str); 12] = [
    ("69003", "Lyon"),
    ("69100", "Villeurbanne"),
    ("69001", "Lyon"),
    ("69300", "Caluire-et-Cuire"),
    ("69600", "Oullins"),
    ("69200", "Vénissieux"),
    ("69007", "Lyon"),
    ("69500", "Bron"),
    ("69130", "Écully"),
    ("69005", "Lyon"),
    ("69800", "Saint-Priest"),
    ("01000", "Bourg-en-Bresse"),
];

/// The settings an example notebook starts with.
#[must_use]
pub fn settings(name: String) -> Settings {
    Settings {
        name,
        trade: Trade::Shop,
        currency: "USD".to_owned(),
        example: true,
        ..Settings::default()
    }
}

struct Person {
    id: CustomerId,
    name: String,
    postcode: &'static str,
    city: &'static str,
    created_on: NaiveDate,
    phone: Option<String>,
    email: Option<String>,
    purchases: Vec<(NaiveDate, i64)>,
}

fn people(notebook: &Notebook) -> Result<Vec<Person>> {
    // Whole weeks: a Saturday stays a Saturday.
    let start = FIRST_DAY + TimeDelta::weeks((notebook.today() - LAST_DAY).num_weeks());
    PURCHASES
        .lines()
        .enumerate()
        .map(|(n, line)| {
            // 60 and 61 have no common factor: no pair of names comes twice in 3,660.
            let (first, last) = (
                FIRST_NAMES[n % FIRST_NAMES.len()],
                LAST_NAMES[n % LAST_NAMES.len()],
            );
            let (postcode, city) = TOWNS[n * 7 % TOWNS.len()];
            let purchases = purchases(line, start)?;
            let local = fold(&format!("{first}.{last}")).replace([' ', '\''], "");
            Ok(Person {
                id: notebook.mint(),
                name: format!("{first} {last}"),
                postcode,
                city,
                created_on: purchases.first().map_or(start, |(day, _)| *day),
                // Numbers the regulator keeps for fiction; addresses of a domain kept for examples.
                phone: (n % 5 != 0)
                    .then(|| format!("06 39 98 {:02} {:02}", n / 100 % 100, n % 100)),
                email: (n % 3 != 0).then(|| format!("{local}{n}@exemple.fr")),
                purchases,
            })
        })
        .collect()
}

fn purchases(line: &str, start: NaiveDate) -> Result<Vec<(NaiveDate, i64)>> {
    let mut day = start;
    line.split(' ')
        .map(|entry| {
            let read = || {
                let (gap, cents) = entry.split_once(':')?;
                Some((gap.parse().ok()?, cents.parse().ok()?))
            };
            let (gap, cents): (u64, i64) =
                read().ok_or_else(|| Error::Damaged("example data".to_owned()))?;
            day = day + Days::new(gap);
            Ok((day, cents))
        })
        .collect()
}

/// Write the example into a notebook that is still empty.
pub(crate) async fn fill(notebook: &Notebook, connection: &mut SqliteConnection) -> Result<()> {
    let people = people(notebook)?;
    for people in people.chunks(1_000) {
        QueryBuilder::<Sqlite>::new(
            "INSERT INTO customer (id, name, name_folded, postcode, city, created_on) ",
        )
        .push_values(people, |mut row, person| {
            row.push_bind(person.id)
                .push_bind(&person.name)
                .push_bind(fold(&person.name))
                .push_bind(person.postcode)
                .push_bind(person.city)
                .push_bind(person.created_on);
        })
        .build()
        .execute(&mut *connection)
        .await?;
        let points = people.iter().flat_map(|person| {
            let phone = person.phone.iter().map(|typed| {
                (
                    "phone",
                    typed,
                    crate::phone::to_e164(typed, "FR").unwrap_or_else(|| typed.clone()),
                )
            });
            let email = person
                .email
                .iter()
                .map(|typed| ("email", typed, typed.clone()));
            phone.chain(email).map(|point| (person.id, point))
        });
        QueryBuilder::<Sqlite>::new(
            "INSERT INTO contact_point (id, customer_id, kind, typed, normal) ",
        )
        .push_values(points, |mut row, (customer, (kind, typed, normal))| {
            row.push_bind(notebook.mint::<ContactPointId>())
                .push_bind(customer)
                .push_bind(kind)
                .push_bind(typed)
                .push_bind(normal);
        })
        .build()
        .execute(&mut *connection)
        .await?;
        let purchases: Vec<_> = people
            .iter()
            .flat_map(|p| p.purchases.iter().map(|bought| (p.id, *bought)))
            .collect();
        for purchases in purchases.chunks(1_000) {
            QueryBuilder::<Sqlite>::new(
                "INSERT INTO purchase (id, customer_id, day, amount, currency) ",
            )
            .push_values(purchases, |mut row, (customer, (day, cents))| {
                row.push_bind(notebook.mint::<MomentId>())
                    .push_bind(customer)
                    .push_bind(day)
                    .push_bind(cents)
                    .push_bind("USD");
            })
            .build()
            .execute(&mut *connection)
            .await?;
        }
    }
    Ok(())
}
