//! Notebooks that are open elsewhere, somebody else's, newer or damaged.

use crate::program::{Book, book, fidele, neighbours, said};

fn open_elsewhere(book: &Book) {
    assert_eq!(book.refused(&["info"]), (4, "alreadyOpen".to_owned()));
    assert_eq!(
        book.refused(&["add", "Somebody"]),
        (4, "alreadyOpen".to_owned())
    );
}

#[test]
fn a_notebook_open_elsewhere() {
    let book = book();
    let mut talk = book.talk(&[]);
    talk.ask(&["add", "Jeanne"]);
    open_elsewhere(&book);
    // What was refused did no harm to the one who has it open.
    talk.ask(&["add", "Luc"]);
    #[cfg(unix)]
    {
        // The same file under another name is the same notebook.
        let link = book.folder().join("link.fidele");
        std::os::unix::fs::symlink(&book.path, &link).unwrap();
        let said = said(fidele().arg("-n").arg(&link).args(["info", "--json"]));
        assert_eq!((said.code, said.error().as_str()), (4, "alreadyOpen"));
        std::fs::remove_file(&link).unwrap();
        // Also where nothing tells which name came first, and in another folder.
        let elsewhere = tempfile::tempdir_in(book.folder()).unwrap();
        let second = elsewhere.path().join("second.fidele");
        std::fs::hard_link(&book.path, &second).unwrap();
        for command in ["info", "check"] {
            let said =
                crate::program::said(fidele().arg("-n").arg(&second).args([command, "--json"]));
            assert_eq!((said.code, said.error().as_str()), (4, "alreadyOpen"));
        }
        assert_eq!(neighbours(elsewhere.path()), ["second.fidele"]);
        talk.ask(&["add", "Anne"]);
    }
    assert_eq!(talk.end(), 0);
    let there = if cfg!(unix) { 3 } else { 2 };
    assert_eq!(book.ask(&["info"])["customers"], there);

    // Killed, it leaves its mark beside the notebook, and nobody is kept out by it.
    let mut talk = book.talk(&[]);
    talk.ask(&["add", "Zoé"]);
    open_elsewhere(&book);
    talk.kill();
    assert_eq!(book.ask(&["info"])["customers"], there + 1);
    assert_eq!(book.neighbours(), ["martin.fidele"]);
}

#[cfg(unix)]
#[test]
fn two_names_of_one_file_take_turns() {
    let book = book();
    let second = book.folder().join("second.fidele");
    std::fs::hard_link(&book.path, &second).unwrap();
    let by = |name: &std::path::Path, arguments: &[&str]| {
        said(fidele().arg("-n").arg(name).args(arguments).arg("--json"))
    };
    // Whichever name it was opened by first.
    let mut talk = book.talk(&[]);
    talk.ask(&["add", "Jeanne"]);
    assert_eq!(by(&second, &["add", "Luc"]).error(), "alreadyOpen");
    assert_eq!(talk.end(), 0);
    assert_eq!(by(&second, &["add", "Luc"]).code, 0);
    // A killed program leaves nobody shut out.
    let mut talk = book.talk(&[]);
    talk.ask(&["add", "Anne"]);
    talk.kill();
    // Its last words are in the journal beside the first name.
    assert_eq!(book.ask(&["info"])["customers"], 3);
    assert_eq!(by(&second, &["info"]).json()["customers"], 3);
    book.assert_sound();
}

#[test]
fn only_one_of_many_gets_in() {
    // Programs that come and go at once: never are two of them in, whichever closes while another opens.
    let book = book();
    let workers: Vec<_> = (0..4)
        .map(|worker| {
            let path = book.path.clone();
            std::thread::spawn(move || {
                let mut added = 0;
                for n in 0..15 {
                    let name = format!("worker{worker}n{n}");
                    let said = said(fidele().arg("-n").arg(&path).args(["add", &name, "--json"]));
                    match said.code {
                        0 => added += 1,
                        4 => assert_eq!(said.error(), "alreadyOpen"),
                        _ => panic!("{said:?}"),
                    }
                }
                added
            })
        })
        .collect();
    let added: u32 = workers
        .into_iter()
        .map(|worker| worker.join().unwrap())
        .sum();
    assert!(added > 0);
    assert_eq!(book.assert_sound()["customers"], added);
}

#[test]
fn files_that_are_not_ours_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let newer = {
        let book = book();
        book.ask(&["add", "Jeanne"]);
        let mut bytes = std::fs::read(&book.path).unwrap();
        bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
        bytes
    };
    let half = newer[..50].to_vec();
    for (name, content, code) in [
        ("newer.fidele", newer, "fileTooNew"),
        (
            "thesis.fidele",
            b"Ten years of work.\n".repeat(100),
            "notANotebook",
        ),
        ("empty.fidele", Vec::new(), "notANotebook"),
        ("half.fidele", half, "notANotebook"),
        (
            "other.fidele",
            [b"SQLite format 3\0".as_slice(), &[0; 4_080]].concat(),
            "notANotebook",
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, &content).unwrap();
        let before = std::fs::metadata(&path).unwrap().modified().unwrap();
        for command in ["info", "check", "undo"] {
            let said = said(fidele().arg("-n").arg(&path).args([command, "--json"]));
            assert_eq!(
                (said.code, said.error().as_str()),
                (4, code),
                "{name} {command}"
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), content, "{name} was touched");
        assert_eq!(
            std::fs::metadata(&path).unwrap().modified().unwrap(),
            before
        );
        std::fs::remove_file(&path).unwrap();
        assert_eq!(
            neighbours(folder.path()),
            [""; 0],
            "{name} left something behind"
        );
    }
    let none = said(
        fidele()
            .arg("-n")
            .arg(folder.path().join("none.fidele"))
            .args(["info", "--json"]),
    );
    assert_eq!((none.code, none.error().as_str()), (4, "missing"));
    let directory = said(
        fidele()
            .arg("-n")
            .arg(folder.path())
            .args(["info", "--json"]),
    );
    assert_eq!(directory.code, 4, "{directory:?}");
}

#[test]
fn a_damaged_notebook_is_said_to_be() {
    let book = book();
    let mut talk = book.talk(&[]);
    for n in 0..200 {
        talk.ask(&["add", &format!("Customer {n}"), "--city", "Lyon"]);
    }
    assert_eq!(talk.end(), 0);
    let whole = std::fs::read(&book.path).unwrap();
    // Cut short, as a copy that was interrupted.
    std::fs::write(&book.path, &whole[..whole.len() / 2]).unwrap();
    let said = said(&mut book.command(&["check", "--json"]));
    assert!(
        said.code == 4 && said.error() == "damaged"
            || said.code == 1 && said.json()["sound"] == false,
        "{said:?}"
    );
    // Pages overwritten.
    let mut holes = whole.clone();
    let page = 4_096;
    for at in (3..whole.len() / page).step_by(5) {
        holes[at * page..(at + 1) * page].fill(0xA5);
    }
    std::fs::write(&book.path, &holes).unwrap();
    let said = crate::program::said(&mut book.command(&["check", "--json"]));
    assert!(
        said.code == 4 && said.error() == "damaged"
            || said.code == 1 && said.json()["sound"] == false,
        "{said:?}"
    );
}
