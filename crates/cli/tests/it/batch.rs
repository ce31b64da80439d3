//! Many commands on one open notebook.

use crate::program::book;

#[test]
fn answers_come_in_order_and_one_line_each() {
    let book = book();
    let mut talk = book.talk(&[]);
    let jeanne = talk.ask(&["add", "Jeanne Dupuis"]);
    assert_eq!(jeanne["name"], "Jeanne Dupuis");
    let noted = talk.ask(&["note", "jeanne", "purchase", "12.50"]);
    assert_eq!(
        (&noted["customer"], &noted["kind"]),
        (&jeanne["customer"], &"purchase".into())
    );
    let undone = talk.ask(&["undo"]);
    assert_eq!(undone["undone"]["op"], "noteMoment");
    assert_eq!(talk.end(), 0);
    assert_eq!(book.ask(&["info"])["customers"], 1);
}

#[test]
fn it_stops_at_the_first_failure_and_names_the_line() {
    let book = book();
    let mut talk = book.talk(&[]);
    talk.ask(&["add", "Luc"]);
    let error = &talk.reply(&["note", "nobody", "text", "hello"])["error"];
    assert_eq!(
        (&error["code"], &error["inputLine"]),
        (&"notFound".into(), &2.into())
    );
    assert!(talk.hear().is_null());
    assert_eq!(talk.end(), 1);
}

#[test]
fn it_goes_on_when_told_to_and_still_says_that_something_failed() {
    let book = book();
    let mut talk = book.talk(&["--keep-going"]);
    assert_eq!(talk.refused(&["frobnicate"]), "usage");
    assert_eq!(talk.refused(&["batch"]), "usage");
    talk.ask(&["add", "Luc"]);
    assert_eq!(talk.end(), 2);
    assert_eq!(book.ask(&["info"])["customers"], 1);
}
