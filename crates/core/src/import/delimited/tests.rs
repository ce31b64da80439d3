use super::*;
use crate::defuse::armed;
use proptest::prelude::*;

fn read(text: &str, separator: Separator) -> Vec<(u32, Next, Vec<String>)> {
    let mut reader = Delimited::new(text.as_bytes(), TextEncoding::Utf8, separator, b'\n');
    let mut record = Record::default();
    let mut all = Vec::new();
    loop {
        match reader.next(&mut record).unwrap() {
            Next::End => return all,
            next => all.push((
                record.line(),
                next,
                record.cells().map(str::to_owned).collect(),
            )),
        }
    }
}

fn cells(text: &str) -> Vec<Vec<String>> {
    read(text, Separator::Semicolon)
        .into_iter()
        .map(|(_, _, cells)| cells)
        .collect()
}

#[test]
fn quotes_breaks_and_mixed_line_ends() {
    assert_eq!(
        cells("a;\"b;c\"\r\n\"dit \"\"merci\"\"\";\"\u{153}ufs\nsans sel\"\nx;5\" pipe\r\n;\n"),
        [
            vec!["a", "b;c"],
            vec!["dit \"merci\"", "œufs\nsans sel"],
            vec!["x", "5\" pipe"],
            vec!["", ""]
        ]
    );
}

#[test]
fn lines_are_those_of_the_file() {
    let lines: Vec<u32> = read("a\n\"b\nc\"\n\nd", Separator::Semicolon)
        .iter()
        .map(|r| r.0)
        .collect();
    assert_eq!(lines, [1, 2, 4, 5]);
}

#[test]
fn runs_of_blanks_separate() {
    let all = read(" 00001 19970101  1   11.77\r\n", Separator::Blanks);
    assert_eq!(all[0].2, ["00001", "19970101", "1", "11.77"]);
}

#[test]
fn an_unclosed_quote_loses_its_own_line_only() {
    let mut text = String::from("a;b\n\"open;2\n");
    for n in 0..500 {
        text.push_str(&format!("{n};x\n"));
    }
    let all = read(&text, Separator::Semicolon);
    assert_eq!(all.len(), 502);
    assert_eq!(
        all[1],
        (
            2,
            Next::Fault(Fault::UnclosedQuote),
            vec!["\"open".into(), "2".into()]
        )
    );
    assert_eq!(all[2].0, 3);
    assert_eq!(
        all[501],
        (502, Next::Record, vec!["499".into(), "x".into()])
    );
}

#[test]
fn an_unclosed_quote_before_a_quoted_cell_is_found_too() {
    let all = read("\"open;2\n1;\"fine\"\n3;4\n", Separator::Semicolon);
    assert_eq!(all[0].1, Next::Fault(Fault::UnclosedQuote));
    assert_eq!(all[1].2, ["1", "fine"]);
    assert_eq!(all[2].2, ["3", "4"]);
}

#[test]
fn an_unclosed_quote_at_the_very_end() {
    let all = read("1;2\n3;\"4", Separator::Semicolon);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].1, Next::Fault(Fault::UnclosedQuote));
}

#[test]
fn a_giant_line_is_passed_over() {
    let text = format!("a;b\n{}\nc;d\n", "x".repeat(3_000_000));
    let all = read(&text, Separator::Semicolon);
    assert_eq!(all.len(), 3);
    assert_eq!(all[1].1, Next::Fault(Fault::TooLong));
    assert!(all[1].2[0].len() <= 200);
    assert_eq!(all[2].2, ["c", "d"]);
}

proptest! {
    #[test]
    fn what_is_quoted_comes_back(rows in prop::collection::vec(prop::collection::vec("[^\\r\"\\x00]{0,12}|[\";, \n]{0,4}", 2..5), 1..8)) {
        let text: String = rows
            .iter()
            .map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                cells.join(";") + "\n"
            })
            .collect();
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| armed(cell)).collect())
            .collect();
        prop_assert_eq!(cells(&text), rows);
    }

    #[test]
    fn nothing_makes_it_fail(text in "[a;\"\n\r ]{0,200}") {
        let all = read(&text, Separator::Semicolon);
        prop_assert!(all.iter().map(|r| r.0).is_sorted());
        let lines = text.split_inclusive('\n').count();
        prop_assert!(all.len() <= lines);
    }
}
