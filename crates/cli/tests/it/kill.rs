//! kill -9 at any moment: what was acknowledged is there, what was not is there whole or not at all.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::program::{Book, TODAY, book, fidele, neighbours, said};

/// Random enough, and repeatable from the seed that a failure shows.
pub struct Dice(u64);

impl Dice {
    pub fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let dice = Self(now.as_nanos() as u64 | 1);
        println!("seed {}", dice.0);
        dice
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// The lines of one life of the program. Each leaves exactly one trace that carries `life` and its number, and half of
/// them write several rows that belong together.
fn line(life: u32, n: u32) -> Vec<String> {
    let mark = format!("life{life}n{n}");
    let words: Vec<&str> = match n % 4 {
        0 => vec![
            "add",
            &mark,
            "--email",
            "a@example.org",
            "--tag",
            "one",
            "--tag",
            "two",
            "--city",
            "Lyon",
        ],
        1 => vec!["note", "Witness", "purchase", "1.00", "--note", &mark],
        2 => vec![
            "plan",
            "Witness",
            "--day",
            "2027-01-04",
            "--channel",
            "visit",
            "--purpose",
            "other",
            "--note",
            &mark,
        ],
        _ => vec!["note", "Witness", "text", &mark],
    };
    words.into_iter().map(str::to_owned).collect()
}

/// Every trace in the notebook; panics on half of one.
fn traces(book: &Book) -> HashSet<String> {
    let mut found = HashSet::new();
    let journey = book.ask(&["journey", "Witness", "--limit", "0"]);
    for moment in journey["journal"]["moments"].as_array().unwrap() {
        let body = &moment["body"];
        let mark = body["note"].as_str().or(body["text"].as_str()).unwrap();
        assert!(found.insert(mark.to_owned()), "{mark} is there twice");
    }
    let list =
        said(&mut book.command(&["customers", "--limit", "0", "--search", "life", "--json"]));
    for row in list.json()["rows"].as_array().unwrap() {
        let whole = row["tags"] == serde_json::json!(["one", "two"]) && row["city"] == "Lyon";
        assert!(whole, "half a customer: {row}");
        found.insert(row["name"].as_str().unwrap().to_owned());
    }
    found
}

#[test]
fn every_acknowledged_write_survives() {
    const KILLS: u32 = 40;
    let mut dice = Dice::new();
    let book = book();
    book.ask(&["add", "Witness"]);
    let mut expected: HashSet<String> = HashSet::new();
    let (mut acknowledged, mut unsaid) = (0, 0);
    for life in 0..KILLS {
        let mut child = book
            .command(&["batch", "--json"])
            // Another day each time: opening has work to do, and may be killed at it.
            .env("FIDELE_TODAY", format!("2026-11-{:02}", 1 + life % 20))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut to = child.stdin.take().unwrap();
        let feeder = std::thread::spawn(move || {
            for n in 0.. {
                let line = serde_json::to_string(&line(life, n)).unwrap() + "\n";
                // Until nobody is there any more to read it.
                if to.write_all(line.as_bytes()).is_err() {
                    return;
                }
            }
        });
        let from = child.stdout.take().unwrap();
        let (acknowledge, acknowledgements) = mpsc::channel();
        let listener = std::thread::spawn(move || {
            // A last line cut short was not said.
            for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
                if serde_json::from_slice::<Value>(&line).is_ok() && acknowledge.send(()).is_err() {
                    return;
                }
            }
        });
        // After some acknowledgements, or none, and then at any moment of the next write or of opening.
        let wanted = dice.below(25) as u32;
        let mut heard = acknowledgements.iter().take(wanted as usize).count() as u32;
        std::thread::sleep(Duration::from_micros(dice.below(if wanted == 0 {
            40_000
        } else {
            4_000
        })));
        child.kill().unwrap();
        child.wait().unwrap();
        listener.join().unwrap();
        heard += acknowledgements.try_iter().count() as u32;
        feeder.join().unwrap();
        let mut complaints = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut complaints)
            .unwrap();
        assert_eq!(complaints, "", "it was well until it was killed");

        let found = traces(&book);
        expected.extend((0..heard).map(|n| format!("life{life}n{n}")));
        let lost: Vec<_> = expected.difference(&found).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        // At most the one write under way may be there without having been acknowledged, and then whole.
        let more: Vec<_> = found.difference(&expected).cloned().collect();
        assert!(
            more.is_empty() || more == [format!("life{life}n{heard}")],
            "never acknowledged: {more:?}"
        );
        unsaid += more.len();
        expected.extend(more);
        acknowledged += heard;
        book.assert_sound();
    }
    println!(
        "{KILLS} kills: {acknowledged} writes acknowledged, all there; {unsaid} written and not said yet"
    );
    assert!(
        acknowledged > KILLS,
        "the program hardly got to write: {acknowledged}"
    );
    assert_eq!(book.neighbours(), ["martin.fidele"]);
}

#[test]
fn an_undo_is_whole_or_not_at_all() {
    let mut dice = Dice::new();
    let book = book();
    book.ask(&[
        "add",
        "Witness",
        "--tag",
        "one",
        "--tag",
        "two",
        "--phone",
        "0612345678",
        "--city",
        "Lyon",
    ]);
    for life in 0..12 {
        let mut talk = book.talk(&[]);
        talk.tell(&["undo"]);
        talk.tell(&["redo"]);
        for _ in 0..200 {
            talk.tell(&["undo"]);
            talk.tell(&["redo"]);
        }
        if life % 2 == 0 {
            talk.hear();
        }
        std::thread::sleep(Duration::from_micros(dice.below(60_000)));
        talk.kill();
        book.assert_sound();
        // Whichever it was, the other way round is still possible.
        if said(&mut book.command(&["journey", "Witness"])).code == 1 {
            book.ask(&["redo"]);
        }
        let row = &book.ask(&["customers"])["rows"][0];
        assert_eq!(
            (&row["tags"], &row["city"]),
            (&serde_json::json!(["one", "two"]), &"Lyon".into())
        );
    }
}

#[test]
fn a_notebook_is_made_whole_or_not_at_all() {
    let mut dice = Dice::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.fidele");
    let mut whole = 0;
    for _ in 0..12 {
        let mut child = fidele()
            .arg("new")
            .arg(&path)
            .arg("--example")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(dice.below(400_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        if path.exists() {
            let health = said(
                fidele()
                    .arg("-n")
                    .arg(&path)
                    .args(["check", "--json"])
                    .env("FIDELE_TODAY", TODAY),
            );
            assert_eq!(health.code, 0, "{health:?}");
            assert_eq!(health.json()["customers"], 2_357);
            whole += 1;
            std::fs::remove_file(&path).unwrap();
        }
    }
    println!("12 kills: {whole} made, the others not at all");
    let made = said(fidele().arg("new").arg(&path));
    assert_eq!(made.code, 0, "what was left behind is in the way: {made:?}");
    assert_eq!(neighbours(folder.path()), ["example.fidele"]);
}
