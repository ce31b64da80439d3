use std::io::Cursor;

use super::*;

#[test]
fn what_is_sent_is_received() {
    let mut record = Record::default();
    record.start(7);
    record.push("Zoé; \u{202e}=1+1");
    record.push_typed("12.5");
    let mut pipe = Vec::new();
    let sent = Sent {
        record,
        fault: Some(Fault::TooWide),
        done: 0.25,
    };
    send(&mut pipe, &Message::Records(vec![sent])).unwrap();
    send(&mut pipe, &Message::End).unwrap();
    let mut pipe = Cursor::new(pipe);
    let Some(Message::Records(records)) = receive(&mut pipe).unwrap() else {
        panic!("no records");
    };
    let [got] = records.as_slice() else {
        panic!("not one record");
    };
    assert_eq!(
        (got.record.line(), got.fault, got.done),
        (7, Some(Fault::TooWide), 0.25)
    );
    assert_eq!(got.record.raw(0), "Zoé; \u{202e}=1+1");
    assert!(!got.record.is_typed(0) && got.record.is_typed(1));
    assert!(matches!(receive(&mut pipe).unwrap(), Some(Message::End)));
    assert!(receive::<Message>(&mut pipe).unwrap().is_none());
}

#[test]
fn a_length_beyond_reason_is_no_message() {
    let mut pipe = Cursor::new(u32::MAX.to_le_bytes());
    assert!(receive::<Message>(&mut pipe).is_err());
}

#[test]
fn only_the_word_makes_a_reader() {
    let words = |words: &[&str]| {
        words
            .iter()
            .map(OsString::from)
            .collect::<Vec<_>>()
            .into_iter()
    };
    assert!(serve(words(&[])).is_none());
    assert!(serve(words(&["import", "read-file"])).is_none());
    assert!(serve(words(&["read-file"])).is_none());
}
