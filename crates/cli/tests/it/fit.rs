//! `fidele fit`, on the customers of the papers and on files nobody can fit anything to.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Said, fidele, said};

/// The customers of the example notebook: for each, days after the one before (or the first of 1997) and cents.
const CDNOW: &str = include_str!("../../../core/data/cdnow.txt");

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn fit(&self, file: &Path, more: &[&str]) -> Said {
        let mut fit = fidele();
        fit.arg("fit").arg("--transactions").arg(file).args(more);
        said(fit.current_dir(self.0.path()))
    }

    fn told(&self, file: &Path, more: &[&str]) -> Value {
        let said = self.fit(file, &[more, &["--json"]].concat());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
        said.json()
    }
}

/// Every purchase: customer, day, cents.
fn purchases() -> Vec<(usize, String, u64)> {
    let start: chrono::NaiveDate = "1997-01-01".parse().unwrap();
    let mut all = Vec::new();
    for (customer, line) in (1..).zip(CDNOW.lines()) {
        let mut day = 0;
        for entry in line.split_whitespace() {
            let (after, cents) = entry.split_once(':').unwrap();
            day += after.parse::<u64>().unwrap();
            let date = start + chrono::Days::new(day);
            all.push((customer, date.to_string(), cents.parse().unwrap()));
        }
    }
    all
}

fn csv() -> String {
    let lines = purchases().into_iter().map(|(customer, day, cents)| {
        format!("{customer},{day},{}.{:02}\n", cents / 100, cents % 100)
    });
    "customer,date,amount\n".to_owned() + &lines.collect::<String>()
}

fn near(told: &Value, wanted: f64, within: f64) {
    let found = told.as_f64().unwrap();
    assert!((found - wanted).abs() <= within, "{found} for {wanted}");
}

const CALIBRATION: [&str; 2] = ["--cal-end", "1997-09-30"];

#[test]
fn the_published_parameters_are_found() {
    let folder = Folder::new();
    let file = folder.file("cdnow.csv", &csv());
    for (model, names, parameters, log_likelihood) in [
        (
            "bgnbd",
            ["r", "alpha", "a", "b"],
            [0.2426, 4.4136, 0.7929, 2.4259],
            -9582.4292,
        ),
        (
            "mbgnbd",
            ["r", "alpha", "a", "b"],
            [0.5248, 6.1831, 0.8914, 1.6140],
            -9582.1357,
        ),
        (
            "ParetoNBD",
            ["r", "alpha", "s", "beta"],
            [0.5533, 10.5777, 0.6062, 11.6687],
            -9594.9762,
        ),
    ] {
        let told = folder.told(&file, &[&["--model", model], &CALIBRATION[..]].concat());
        assert_eq!(
            (&told["customers"], &told["repeats"]),
            (&2357.into(), &2457.into())
        );
        assert_eq!(
            (&told["unit"], &told["border"]),
            (&"week".into(), &Value::Null)
        );
        for (name, wanted) in names.into_iter().zip(parameters) {
            near(&told["parameters"][name], wanted, wanted * 2e-4);
            let error = told["standardErrors"][name].as_f64().unwrap();
            assert!((0.01..1.0).contains(&(error / wanted)), "{name} ± {error}");
        }
        near(&told["logLikelihood"], log_likelihood, 1e-3);
        let spend = &told["spend"];
        assert_eq!(spend["customers"], 946);
        near(&spend["logLikelihood"], -4055.9177, 1e-3);
        near(&spend["parameters"]["q"], 3.7442, 1e-3);
        near(&spend["together"], 0.114, 1e-3);
    }
    // Purchases come at random there, so the regularity that fits best is 1.
    let regular = folder.told(
        &file,
        &["--model", "bgcnbd", CALIBRATION[0], CALIBRATION[1]],
    );
    assert_eq!(regular["regularity"], 1);
    near(&regular["logLikelihood"], -9582.4292, 1e-3);
}

#[test]
fn days_and_weeks_and_any_order_and_spelling_are_the_same() {
    let folder = Folder::new();
    let told = |name: &str, content: &str, more: &[&str]| {
        let file = folder.file(name, content);
        folder.told(&file, &[more, &CALIBRATION].concat())
    };
    let weeks = told("weeks.csv", &csv(), &[]);
    let days = told("days.csv", &csv(), &["--unit", "day"]);
    near(
        &days["parameters"]["alpha"],
        weeks["parameters"]["alpha"].as_f64().unwrap() * 7.0,
        1e-4,
    );
    near(
        &days["logLikelihood"],
        weeks["logLikelihood"].as_f64().unwrap() - 2457.0 * 7_f64.ln(),
        1e-4,
    );
    let mut all = purchases();
    all.sort_by(|one, other| (&one.1, one.2).cmp(&(&other.1, other.2)));
    let blanks: String = all
        .iter()
        .map(|(customer, day, cents)| {
            let amount = format!("{}.{:02}", cents / 100, cents % 100);
            format!(" {customer:05} {}  1 {amount:>7}\n", day.replace('-', ""))
        })
        .collect();
    let french: String = all
        .iter()
        .rev()
        .map(|(customer, day, cents)| {
            let [year, month, day] = day.split('-').collect::<Vec<_>>()[..] else {
                panic!("{day}")
            };
            format!(
                "C{customer};{day}/{month}/{year};{},{:02} €\r\n",
                cents / 100,
                cents % 100
            )
        })
        .collect();
    let french = "Réf client;Date;Montant TTC\r\n".to_owned() + &french;
    for (name, content) in [("blanks.txt", blanks), ("french.csv", french)] {
        let other = told(name, &content, &[]);
        for same in [
            "customers",
            "repeats",
            "parameters",
            "covariance",
            "logLikelihood",
            "spend",
        ] {
            assert_eq!(other[same], weeks[same], "{name}: {same}");
        }
    }
}

#[test]
fn what_was_held_out_is_told_beside_what_was_announced() {
    let folder = Folder::new();
    let file = folder.file("cdnow.csv", &csv());
    let told = folder.told(&file, &["--holdout", "39"]);
    // The file ends 39 weeks after the end of the papers' calibration.
    assert_eq!(told["calEnd"], "1997-09-30");
    let held = &told["heldOut"];
    assert_eq!(
        (&held["until"], &held["customers"]),
        (&"1998-06-30".into(), &2357.into())
    );
    near(&held["purchases"]["value"], 1653.41, 0.05);
    assert_eq!(held["purchases"]["happened"], 1882);
    near(&held["logLoss"], 0.5056, 5e-4);
    near(&held["auc"], 0.7725, 1e-3);
    let returns = &held["returns"];
    let number = |of: &Value, name: &str| of[name].as_f64().unwrap();
    assert_eq!(returns["happened"], 684);
    assert!(number(returns, "low") < number(returns, "value"));
    let tenths = held["tenths"].as_array().unwrap();
    let all: u64 = tenths
        .iter()
        .map(|tenth| tenth["customers"].as_u64().unwrap())
        .sum();
    assert!(
        (5..=10).contains(&tenths.len()) && all == 2357,
        "{tenths:?}"
    );
    for pair in tenths.windows(2) {
        assert!(number(&pair[0], "announced") < number(&pair[1], "announced"));
    }
    near(&held["topTenthPurchases"], 0.46, 0.03);
    near(&held["topTenthSpend"], 0.50, 0.03);
    let text = folder.fit(&file, &["--holdout", "39"]);
    assert_eq!(text.code, 0, "{text:?}");
    for said in [
        "BG/NBD",
        "4.4136",
        "-9582.4292",
        "1,882 there were",
        "684 did",
        "Gamma-Gamma",
    ] {
        assert!(text.out.contains(said), "{said:?} is not in {}", text.out);
    }
}

#[test]
fn every_customer_has_a_line_of_scores() {
    let folder = Folder::new();
    let file = folder.file("cdnow.csv", &csv());
    let more = [
        "--cal-end",
        "1997-09-30",
        "--horizon",
        "39",
        "--scores",
        "scores.csv",
    ];
    let told = folder.told(&file, &more);
    assert_eq!(told["scores"], "scores.csv");
    let scores = std::fs::read_to_string(folder.0.path().join("scores.csv")).unwrap();
    let mut lines = scores.lines();
    assert_eq!(
        lines.next(),
        Some("customer,x,t_x,T,alive,expected,chance,chance_low,chance_high,spend")
    );
    let rows: Vec<Vec<f64>> = lines
        .map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect())
        .collect();
    assert_eq!(rows.len(), 2357);
    let told = [
        (1, [2.0, 30.428571, 38.857143, 0.726620, 1.225994], 24.65),
        (2, [1.0, 1.714286, 38.857143, 0.212391, 0.203419], 18.91),
        (3, [0.0, 0.0, 38.857143, 1.0, 0.194794], 35.17),
        (1516, [26.0, 30.857143, 31.0, 0.968854, 20.748902], 0.0),
    ];
    for (customer, figures, spend) in told {
        let row = &rows[customer - 1];
        assert_eq!(row[0], customer as f64);
        for (found, told) in row[1..].iter().zip(figures) {
            assert!((found - told).abs() < 2e-5, "{customer}: {row:?}");
        }
        assert!(row[7] <= row[6] && row[6] <= row[8], "{row:?}");
        assert!(spend == 0.0 || (row[9] - spend).abs() < 0.1, "{row:?}");
    }
    // The file that is read is never written over.
    let more = ["--scores", "cdnow.csv", "--json"];
    let said = folder.fit(&file, &more);
    assert_eq!((said.code, said.error().as_str()), (4, "exists"));
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .starts_with("customer,date")
    );
}

#[test]
fn what_cannot_be_fitted_says_where_and_why() {
    let folder = Folder::new();
    let faulty = |content: &str, more: &[&str]| {
        let file = folder.file("odd.csv", content);
        let said = folder.fit(&file, &[more, &["--json"]].concat());
        let error: Value = serde_json::from_str(&said.err).unwrap();
        (said.code, said.error(), error["error"].clone())
    };
    let plain = "customer,date,amount\n7,2025-01-01,5\n7,2025-01-09,6\n8,2025-01-20,6\n";
    let (code, error, told) = faulty(&(plain.to_owned() + "8,2025-02-30,5\n"), &[]);
    assert_eq!((code, error.as_str()), (3, "fitLine"));
    assert_eq!((&told["line"], &told["field"]), (&5.into(), &"date".into()));
    let message = told["message"].as_str().unwrap();
    for named in ["odd.csv, line 5", "column 2 \"date\"", "2025-02-30"] {
        assert!(message.contains(named), "{named:?} is not in {message:?}");
    }
    let (code, error, told) = faulty(plain, &["--customer", "shop"]);
    assert_eq!(
        (code, error.as_str(), &told["asked"]),
        (3, "fitColumn", &"shop".into())
    );
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("customer, date, amount")
    );
    for (content, more, wanted) in [
        ("", &[][..], (3, "importEmpty")),
        ("customer,date,amount\n", &[], (3, "importHeaderOnly")),
        (
            "date,amount\n2025-01-01,5\n2025-01-02,6\n",
            &[],
            (3, "fitColumn"),
        ),
        (
            "id,date,amount\n7,03/04/2025,5\n7,05/06/2025,5\n",
            &[],
            (3, "importUnanswered"),
        ),
        (
            "id,date,amount\n7,2025-01-01,5\n8,2025-01-02,5\n",
            &[],
            (1, "fitNothing"),
        ),
        (plain, &["--cal-end", "2024-12-31"], (3, "invalid")),
        (
            plain,
            &["--cal-end", "2025-01-20", "--holdout", "2"],
            (3, "invalid"),
        ),
        (plain, &["--holdout", "-2"], (2, "usage")),
        (plain, &["--model", "guess"], (2, "usage")),
    ] {
        let (code, error, _) = faulty(content, more);
        assert_eq!((code, error.as_str()), wanted, "{content:?} {more:?}");
    }
    let missing = folder.fit(Path::new("nowhere.csv"), &["--json"]);
    assert_eq!((missing.code, missing.error().as_str()), (4, "missing"));
    let answered = "id,date,amount\n7,03/04/2025,5\n7,05/06/2025,5\n8,05/06/2025,5\n";
    let file = folder.file("odd.csv", answered);
    let told = folder.told(&file, &["--date-order", "monthFirst"]);
    assert_eq!(told["firstDay"], "2025-03-04");
}
