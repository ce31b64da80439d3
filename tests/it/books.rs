//! Accounting files and address books into real notebooks.

use std::path::PathBuf;

use chrono::NaiveDate;
use fidele_core::customer::{CustomerFilter, CustomerSort};
use fidele_core::export::{ExportFormat, ExportList, ExportWords};
use fidele_core::import::outcome::Reason;
use fidele_core::import::preset::Preset;
use fidele_core::import::preview::Choices;
use fidele_core::journey::MomentBody;
use fidele_core::testing::{self, TestNotebook, shared};

use crate::import::import;

const HEADER: &str = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|\
PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n";

fn invoice(letter: &str, until: &str) -> String {
    format!(
        "{HEADER}VE|Ventes|1|20260105|411000|Clients|C1|DURAND Léa|FA1|20260105|Facture|120,00|0,00|{letter}||||\n\
         VE|Ventes|1|20260105|707000|Ventes|||FA1|20260105|Facture|0,00|120,00|||||\n\
         VE|Ventes|2|20260110|411000|Clients|C1|DURAND Léa|AV1|20260110|Avoir|0,00|20,00|||||\n\
         VE|Ventes|2|20260110|707000|Ventes|||AV1|20260110|Avoir|20,00|0,00|||||\n\
         OD|Divers|3|{until}|658000|Divers|||X|{until}|Divers|0,01|0,00|||||\n"
    )
}

const PAYMENT: &str = "BQ|Banque|4|20260208|512000|Banque|||FA1|20260208|Règlement|120,00|0,00|||||\n\
    BQ|Banque|4|20260208|411000|Clients|C1|DURAND Léa|FA1|20260208|Règlement|0,00|120,00|A|20260210|||\n";

fn file(book: &TestNotebook, name: &str, content: &str) -> PathBuf {
    let path = book.folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// What the journal says about the one invoice: paid on, unpaid on.
async fn settled(book: &TestNotebook) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let page = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 10)
        .await
        .unwrap();
    let journal = book
        .journal(page.rows.first().unwrap().id, &[], 0, 10)
        .await
        .unwrap();
    assert_eq!(journal.total, 2);
    let found = journal
        .moments
        .iter()
        .find_map(|moment| match &moment.body {
            MomentBody::Purchase {
                amount,
                paid_on,
                unpaid_on,
                ..
            } if amount.0 == 12_000 => Some((*paid_on, *unpaid_on)),
            _ => None,
        });
    found.unwrap()
}

#[tokio::test]
async fn later_books_tell_that_an_invoice_was_paid() {
    let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
    let book = testing::notebook().await;
    let january = file(&book, "janvier.txt", &invoice("", "20260131"));
    let report = import(&book, &january, None).await;
    assert_eq!((report.counts.purchases, report.counts.refunds), (1, 1));
    assert_eq!(report.counts.new_customers, 1);
    assert_eq!(settled(&book).await, (None, day("2026-01-31")));

    let february = file(&book, "fevrier.txt", &(invoice("A", "20260228") + PAYMENT));
    let report = import(&book, &february, None).await;
    let counts = &report.counts;
    assert_eq!(
        (counts.purchases, counts.already_there, counts.settled),
        (0, 2, 1)
    );
    assert_eq!(settled(&book).await, (day("2026-02-08"), None));

    // The older books know less: nothing changes.
    let again = import(&book, &january, None).await;
    assert_eq!((again.import, again.counts.settled), (None, 0));
    assert_eq!(settled(&book).await, (day("2026-02-08"), None));

    book.undo_import(report.import.unwrap()).await.unwrap();
    assert_eq!(settled(&book).await, (None, day("2026-01-31")));
}

#[tokio::test]
async fn a_card_and_an_invoice_are_one_customer_where_something_says_so() {
    let book = testing::notebook().await;
    let cards = "BEGIN:VCARD\nVERSION:3.0\nN:Durand;Léa;;;\nTEL:0612345678\nEMAIL:lea@exemple.fr\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nTEL:x\n";
    let cards = file(&book, "contacts.vcf", cards);
    let report = import(&book, &cards, None).await;
    assert_eq!(
        (report.counts.new_customers, report.counts.rejects()),
        (1, 1)
    );
    assert_eq!(
        report.counts.rejected.first().unwrap().why,
        Reason::BrokenCard
    );
    // The same cards again change nothing.
    assert_eq!(import(&book, &cards, None).await.import, None);
    let sales = file(
        &book,
        "caisse.csv",
        "Client;Téléphone;Date;Montant\nLéa DURAND;06 12 34 56 78;14/03/2026;12,50\n",
    );
    let report = import(&book, &sales, None).await;
    assert_eq!(
        (
            report.counts.new_customers,
            report.counts.matched_customers()
        ),
        (0, 1)
    );
}

/// Every file of the bakery goes into one notebook; what is in each was counted independently.
#[tokio::test]
async fn all_of_the_bakery() {
    let files = [
        "clients.xlsx",
        "contacts.vcf",
        "123456789FEC20251231.txt",
        "caisse.csv",
    ];
    let mut paths = Vec::new();
    for name in files {
        let Some(path) = shared(&format!("data/boulangerie/{name}")) else {
            return;
        };
        paths.push(path);
    }
    let book = testing::notebook().await;
    let [list, cards, books, till] = paths.as_slice() else {
        unreachable!()
    };
    let counts = import(&book, list, Some("Clients")).await.counts;
    assert_eq!((counts.records, counts.rejects()), (420, 0), "{counts:?}");
    let counts = import(&book, list, Some("Passages")).await.counts;
    assert_eq!(counts.purchases + counts.refunds, 2520, "{counts:?}");
    let counts = import(&book, cards, None).await.counts;
    assert_eq!((counts.records, counts.rejects()), (121, 1), "{counts:?}");
    let preview = book
        .preview_import(books, &Choices::default())
        .await
        .unwrap();
    assert_eq!(preview.preset, Some(Preset::Ledger));
    let counts = import(&book, books, None).await.counts;
    assert_eq!(
        (counts.purchases, counts.refunds, counts.rejects()),
        (1680, 23, 0),
        "{counts:?}"
    );
    let counts = import(&book, till, None).await.counts;
    assert_eq!((counts.purchases, counts.refunds), (6424, 41), "{counts:?}");
    // Again, nothing is new.
    for path in [cards, books, till] {
        assert_eq!(
            import(&book, path, None).await.import,
            None,
            "{}",
            path.display()
        );
    }
    let to = book.folder.path().join("everybody.xlsx");
    let list = ExportList::Customers {
        filter: CustomerFilter::default(),
        sort: CustomerSort::default(),
    };
    let rows = book
        .export(&list, ExportFormat::Xlsx, &ExportWords::new(), &to)
        .await
        .unwrap();
    let page = book
        .customers(&CustomerFilter::default(), CustomerSort::default(), 0, 1)
        .await
        .unwrap();
    assert_eq!(rows, page.total);
}
