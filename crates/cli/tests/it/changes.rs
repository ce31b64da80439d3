//! Changing what is there: records, tags, settings, planned contacts. The JSON is golden.

use serde_json::Value;

use crate::golden::{compare, known};
use crate::program::book;

fn invalid() -> (i32, String) {
    (3, "invalid".to_owned())
}

#[test]
fn a_record_and_its_tags() {
    let book = known();
    compare(
        "edit",
        book.ask(&[
            "edit",
            "jeanne",
            "--name",
            "Jeanne Dupuis-Roy",
            "--company",
            "Roy & Fils",
            "--city",
            "",
            "--born-on",
            "1961-02-28",
            "--channel",
            "letter",
            "--note",
            "Rings twice",
            "--referrer",
            "andré",
            "--drop",
            "06.12.34.56.78",
            "--phone",
            "07 12 34 56 78",
            "--untag",
            "ami",
            "--tag",
            "seigle",
            "--consent",
            "letter=yes",
            "--consent",
            "sms=no",
            "--source",
            "told at the counter",
        ]),
    );
    compare("tags", book.ask(&["tags"]));
    let edited = book.ask(&["undo"]);
    assert_eq!(edited["undone"]["op"], "editCustomer");
    let record = &book.ask(&["journey", "jeanne"])["customer"]["record"];
    assert_eq!(
        (&record["city"], &record["name"]),
        (&"Lyon".into(), &"Jeanne Dupuis".into())
    );

    // What changes nothing leaves nothing to undo.
    let before = book.ask(&["info"])["undoable"].clone();
    let same = [
        "edit",
        "jeanne",
        "--city",
        "Lyon",
        "--tag",
        "ami",
        "--phone",
        "+33 6 12 34 56 78",
    ];
    book.ask(&same);
    assert_eq!(book.ask(&["info"])["undoable"], before);
    // A field is cleared, and a consent forgotten.
    book.ask(&["edit", "jeanne", "--consent", "call=yes"]);
    let cleared = [
        "edit",
        "jeanne",
        "--channel",
        "",
        "--consent",
        "call=unknown",
        "--untag",
        "ami",
        "--untag",
        "pain au levain",
    ];
    let record = book.ask(&cleared)["customer"]["record"].clone();
    assert_eq!(record["preferredChannel"], Value::Null);
    assert_eq!(record["consents"], serde_json::json!([]));
    assert_eq!(book.say(&["tags"]).code, 1);
}

#[test]
fn what_cannot_be_on_a_record_is_refused() {
    let book = known();
    let usage = (2, "usage".to_owned());
    assert_eq!(book.refused(&["edit", "jeanne"]), usage);
    assert_eq!(
        book.refused(&["edit", "jeanne", "--consent", "pigeon=yes"]),
        usage
    );
    assert_eq!(
        book.refused(&["edit", "jeanne", "--born-on", "1/2/1961"]),
        usage
    );
    for wrong in [
        ["--name", " "],
        ["--phone", "12"],
        ["--email", "nowhere"],
        ["--drop", "06 99 99 99 99"],
        ["--referrer", "jeanne"],
    ] {
        let refused = book.refused(&["edit", "jeanne", wrong[0], wrong[1]]);
        assert_eq!(refused, invalid(), "{wrong:?}");
    }
    let nobody = book.refused(&["edit", "jeanne", "--referrer", "nobody"]);
    assert_eq!(nobody, (1, "notFound".to_owned()));
}

#[test]
fn put_aside_and_closed() {
    let book = known();
    let total = |book: &crate::program::Book| book.ask(&["customers"])["total"].clone();
    compare("archive", book.ask(&["archive", "démon"]));
    assert_eq!(total(&book), 6);
    assert_eq!(
        book.ask(&["customers", "--archived"])["rows"][0]["name"],
        "Démon Noir"
    );
    let id = book.ask(&["customers", "--archived"])["rows"][0]["id"].clone();
    let back = book.ask(&["unarchive", id.as_str().unwrap()]);
    assert_eq!(back["customer"]["archivedOn"], Value::Null);
    assert_eq!(total(&book), 7);

    compare("close", book.ask(&["close", "jeanne", "moved"]));
    let plan = ["plan", "jeanne", "--day", "2026-11-24"];
    assert_eq!(book.refused(&plan), (1, "guarded".to_owned()));
    let open = book.ask(&["reopen", "jeanne"]);
    assert_eq!(open["customer"]["closed"], Value::Null);
    book.ask(&plan);
    assert_eq!(
        book.refused(&["close", "jeanne", "bored"]),
        (2, "usage".to_owned())
    );
}

#[test]
fn settings_are_shown_and_changed() {
    let book = known();
    compare("settings", book.ask(&["settings"]));
    compare(
        "settings-set",
        book.ask(&[
            "settings",
            "--owner",
            "Luc",
            "--trade",
            "bakery",
            "--contacts-per-week",
            "12",
            "--contact-pause",
            "21",
            "--bands",
            "1,2,3,5.5",
        ]),
    );
    assert_eq!(book.ask(&["undo"])["undone"]["op"], "changeSettings");
    assert_eq!(book.ask(&["settings"])["settings"]["owner"], "");
    // Shown, or set to what they are: nothing to undo.
    let before = book.ask(&["info"])["undoable"].clone();
    book.ask(&["settings", "--country", "fr"]);
    assert_eq!(book.ask(&["info"])["undoable"], before);
    for wrong in [
        ["--contacts-per-week", "0"],
        ["--contact-window", "366"],
        ["--bands", "2,1,3,4"],
        ["--name", " "],
        ["--currency", "euro"],
    ] {
        assert_eq!(book.refused(&["settings", wrong[0], wrong[1]]), invalid());
    }
    let usage = (2, "usage".to_owned());
    assert_eq!(book.refused(&["settings", "--bands", "1,2"]), usage);
    let text = book.say(&["settings"]).out;
    assert!(text.contains("Boulangerie Martin"), "{text}");
}

#[test]
fn a_planned_contact_is_put_off_or_given_up() {
    let book = known();
    compare(
        "move",
        book.ask(&[
            "move",
            "élise",
            "--day",
            "2026-11-30",
            "--time",
            "",
            "--channel",
            "visit",
        ]),
    );
    assert_eq!(
        book.refused(&["move", "élise", "--day", "2026-11-21"]),
        invalid()
    );
    assert_eq!(book.refused(&["move", "élise"]), (2, "usage".to_owned()));
    // Not by a channel they refused; what is planned can still be put off.
    book.ask(&["edit", "élise", "--consent", "sms=no"]);
    assert_eq!(
        book.refused(&["move", "élise", "--channel", "sms"]),
        (1, "guarded".to_owned())
    );
    book.ask(&["edit", "élise", "--consent", "sms=unknown"]);
    compare("cancel", book.ask(&["cancel", "élise"]));
    assert_eq!(book.say(&["contacts"]).code, 1);
    assert_eq!(
        book.refused(&["cancel", "élise"]),
        (1, "notFound".to_owned())
    );
}

#[test]
fn a_contact_that_was_made_stays_as_it_was() {
    let book = known();
    let made = book.ask(&["done", "élise", "reached"])["contact"]["id"].clone();
    let made = made.as_str().unwrap();
    let gone = (1, "notFound".to_owned());
    assert_eq!(book.refused(&["cancel", made]), gone);
    assert_eq!(book.refused(&["move", made, "--day", "2026-11-30"]), gone);
}

#[test]
fn no_tags_is_an_answer_of_its_own() {
    let book = book();
    assert_eq!(book.say(&["tags"]).code, 1);
    assert_eq!(book.ask(&["settings"])["settings"]["example"], false);
}
