use super::*;

fn read(bytes: &[u8]) -> Vec<(u32, Vec<String>, Option<Fault>)> {
    let mut all = Vec::new();
    each(bytes, TextEncoding::Utf8, |record, fault, _| {
        let cells = record.cells().map(str::to_owned).collect();
        all.push((record.line(), cells, fault));
        Ok::<_, io::Error>(ControlFlow::Continue(()))
    })
    .unwrap();
    all.remove(0);
    all
}

fn cell<'r>(row: &'r (u32, Vec<String>, Option<Fault>), heading: &str) -> &'r str {
    let at = HEADINGS.iter().position(|known| *known == heading).unwrap();
    row.1.get(at).map_or("", String::as_str)
}

#[test]
fn a_card_of_each_version_says_who_it_is() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Ren=\r\n=C3=A9e\r\n\
        TEL;CELL:06 12 34 56 78\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9=0D=0Acr=E8me\r\nEND:VCARD\r\n\
        begin:vcard\r\nVERSION:3.0\r\nN:Durand;Zoé;Marie;Mme;\r\nFN:Mme Zoé Durand\r\nORG:Chez Zoé\\, SARL;Salle\r\n\
        item1.TEL;TYPE=cell:0611111111\r\nTEL;TYPE=work:0122222222\r\nTEL:0133333333\r\nTEL:0144444444\r\n\
        EMAIL;TYPE=INTERNET:zoe@exemple.fr\r\nADR;TYPE=home:;;3 rue du Four;Lyon;;69001;France\r\n\
        BDAY:1985-04-12\r\nNOTE:aime le pain\\, la tarte\\nvient le sa\r\n medi\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bar des Amis\r\nTEL;VALUE=uri;TYPE=\"voice,cell\":tel:+33-6-11-11-11-12\r\n\
        BDAY:--0412\r\nEND:VCARD\r\n";
    let all = read(text.as_bytes());
    assert!(all.iter().all(|(.., fault)| fault.is_none()));
    let [old, three, four] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!(cell(old, "N"), "Lefèvre, Renée");
    assert_eq!(cell(old, "TEL"), "06 12 34 56 78");
    assert_eq!(cell(old, "NOTE"), "café\ncrème");
    assert_eq!((old.0, three.0), (1, 8));
    assert_eq!(cell(three, "N"), "Durand, Zoé Marie");
    assert_eq!(cell(three, "ORG"), "Chez Zoé, SARL");
    assert_eq!(cell(three, "TEL 3"), "0133333333");
    assert_eq!(
        cell(three, "NOTE"),
        "aime le pain, la tarte\nvient le samedi\n0144444444"
    );
    assert_eq!(cell(three, "ADR"), "3 rue du Four");
    assert_eq!(
        (cell(three, "ADR code"), cell(three, "ADR city")),
        ("69001", "Lyon")
    );
    assert_eq!(cell(three, "BDAY"), "1985-04-12");
    assert_eq!(cell(four, "N"), "Bar des Amis");
    assert_eq!(cell(four, "TEL"), "+33-6-11-11-11-12");
    assert_eq!(cell(four, "BDAY"), "--0412");
}

#[test]
fn a_broken_card_spoils_no_other() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nFN:Un\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nTEL:pas de nom\nno colon here\n\
        BEGIN:VCARD\nVERSION:3.0\nFN:Deux\nEND:VCARD\nBEGIN:VCARD\nFN:Coupé";
    let all: Vec<_> = read(text.as_bytes())
        .into_iter()
        .map(|row| (row.0, cell(&row, "N").to_owned(), row.2))
        .collect();
    assert_eq!(
        all,
        [
            (1, "Un".to_owned(), None),
            (5, String::new(), Some(Fault::BrokenCard)),
            (9, "Deux".to_owned(), None),
            (13, "Coupé".to_owned(), Some(Fault::BrokenCard)),
        ]
    );
}

#[test]
fn a_value_left_open_swallows_no_other_card() {
    let text = "BEGIN:VCARD\nVERSION:2.1\nN:Un;;;;\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\n\
        BEGIN:VCARD\nVERSION:2.1\nN:Deux;;;;\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\n=\nb\nEND:VCARD\n";
    let all: Vec<_> = read(text.as_bytes())
        .into_iter()
        .map(|row| {
            (
                row.0,
                cell(&row, "N").to_owned(),
                cell(&row, "NOTE").to_owned(),
                row.2,
            )
        })
        .collect();
    assert_eq!(
        all,
        [
            (1, "Un".to_owned(), "a=".to_owned(), Some(Fault::BrokenCard)),
            (5, "Deux".to_owned(), "ab".to_owned(), None),
        ]
    );
}

/// Text that goes on for ever, made as it is read.
struct Endless<'t> {
    before: &'t [u8],
    again: &'t [u8],
    times: usize,
    after: &'t [u8],
    at: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let (head, body) = (self.before.len(), self.again.len() * self.times);
        let mut n = 0;
        for slot in out.iter_mut() {
            let byte = if self.at < head {
                self.before.get(self.at)
            } else if self.at < head + body {
                self.again.get((self.at - head) % self.again.len())
            } else {
                self.after.get(self.at - head - body)
            };
            let Some(byte) = byte else { break };
            *slot = *byte;
            self.at += 1;
            n += 1;
        }
        Ok(n)
    }
}

fn sizes(input: impl Read) -> Vec<(String, usize, Option<Fault>)> {
    let mut all = Vec::new();
    each(input, TextEncoding::Utf8, |record, fault, _| {
        all.push((
            record.get(0).to_owned(),
            record.cells().map(str::len).sum(),
            fault,
        ));
        Ok::<_, io::Error>(ControlFlow::Continue(()))
    })
    .unwrap();
    all.remove(0);
    all
}

#[test]
fn pictures_go_by_and_endless_notes_are_refused_with_their_card_alone() {
    let end = b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Suivante\r\nEND:VCARD\r\n";
    let photo = Endless {
        before: b"BEGIN:VCARD\r\nFN:Photo\r\nPHOTO;ENCODING=b;TYPE=JPEG:",
        again: b"AAAABBBBCCCCDDDD",
        times: 1_000_000,
        after: end,
        at: 0,
    };
    let read = sizes(photo);
    assert_eq!(read.first().unwrap(), &("Photo".to_owned(), 5, None));
    assert_eq!(read.len(), 2);
    let folds = Endless {
        before: b"BEGIN:VCARD\r\nFN:Plis\r\nNOTE:",
        again: b"x\r\n ",
        times: 1_000_000,
        after: end,
        at: 0,
    };
    let read = sizes(folds);
    let (name, size, fault) = read.first().unwrap();
    assert_eq!((name.as_str(), *fault), ("Plis", Some(Fault::TooLong)));
    assert!(*size <= MAX_RECORD);
    assert_eq!(read.get(1).unwrap().0, "Suivante");
}

#[test]
fn another_parser_understands_the_same() {
    let text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Élise D'Angelo\r\nN:D'Angelo;Élise;;;\r\nNOTE:un\\, deux\\; trois\\\\qua\r\n tre\r\nEND:VCARD\r\n";
    let ours = read(text.as_bytes());
    let theirs = calcard::vcard::VCard::parse(text).unwrap();
    let note = theirs
        .property(&calcard::vcard::VCardProperty::Note)
        .unwrap();
    let note = note
        .values
        .first()
        .and_then(|value| value.as_text())
        .unwrap();
    assert_eq!(cell(ours.first().unwrap(), "NOTE"), note);
}
