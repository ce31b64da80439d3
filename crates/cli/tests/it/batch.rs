//! Many commands on one open notebook.

use crate::program::book;

#[test]
fn answers_come_in_order_and_one_line_each() {
    let book = book();
    let mut talk = book.talk(&[]);
    let jeanne = talk.ask(&["add", "Jeanne Dupuis"]).unwrap();
    assert_eq!(jeanne["name"], "Jeanne Dupuis");
    let noted = talk.ask(&["note", "jeanne", "purchase", "12.50"]).unwrap();
    assert_eq!(
        (&noted["customer"], &noted["kind"]),
        (&jeanne["customer"], &"purchase".into())
    );
    let undone = talk.ask(&["undo"]).unwrap();
    assert_eq!(undone["undone"]["op"], "noteMoment");
    assert_eq!(talk.end(), 0);
    assert_eq!(book.ask(&["info"])["customers"], 1);
}

#[test]
fn it_stops_at_the_first_failure_and_names_the_line() {
    let book = book();
    let mut talk = book.talk(&[]);
    assert!(talk.ask(&["add", "Luc"]).is_some());
    assert!(talk.ask(&["note", "nobody", "text", "hello"]).is_none());
    let error = talk.complaint();
    assert_eq!(
        (&error["error"]["code"], &error["error"]["inputLine"]),
        (&"notFound".into(), &2.into())
    );
    assert_eq!(talk.end(), 1);
}

#[test]
fn it_goes_on_when_told_to_and_still_says_that_something_failed() {
    let book = book();
    let mut talk = book.talk(&["--keep-going"]);
    talk.tell(&["frobnicate"]);
    assert_eq!(talk.complaint()["error"]["code"], "usage");
    talk.tell(&["batch"]);
    assert_eq!(talk.complaint()["error"]["code"], "usage");
    assert!(talk.ask(&["add", "Luc"]).is_some());
    assert_eq!(talk.end(), 2);
    assert_eq!(book.ask(&["info"])["customers"], 1);
}
