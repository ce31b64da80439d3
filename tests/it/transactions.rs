//! Models fitted to the public files everybody compares with.

use std::path::Path;

use fidele_core::scoring::{Border, Histories, Model, Prior, fit};
use fidele_core::testing::{day, shared};
use fidele_core::transactions::held_out::HeldOut;
use fidele_core::transactions::scores::Figures;
use fidele_core::transactions::shop::{Shop, Unit};
use fidele_core::transactions::{Transactions, Wanted};

fn read(path: &Path) -> Transactions {
    Transactions::read(path, &Wanted::default()).unwrap()
}

fn held_out(shop: &Shop<'_>, histories: &Histories, model: Model, horizon: f64) -> HeldOut {
    let found = fit(model, histories, &Prior::NONE).unwrap();
    let figures = Figures {
        histories,
        fit: &found,
        spend: None,
        horizon,
    };
    shop.held_out(&figures).unwrap()
}

fn near(found: f64, told: f64, within: f64) {
    assert!((found - told).abs() <= within, "{found} for {told}");
}

/// Every customer's x, t_x and T, as others counted them.
#[test]
fn the_sample_of_cdnow_is_counted_as_others_count_it() {
    let (Some(file), Some(reference)) = (
        shared("data/public/CDNOW_sample.txt"),
        shared("reference/cdnow_sample_summary.csv"),
    ) else {
        return;
    };
    let purchases = read(&file);
    assert_eq!(purchases.customers(), 2357);
    assert_eq!(purchases.last_day, day("1998-06-30"));
    let shop = purchases.seen(day("1997-09-30"), day("1998-06-30"), Unit::Week);
    let histories = shop.histories(true);
    let found = fit(Model::BgNbd, &histories, &Prior::NONE).unwrap();
    near(found.log_likelihood, -9_582.429_206_7, 1e-6);
    let figures = Figures {
        histories: &histories,
        fit: &found,
        spend: None,
        horizon: 39.0,
    };
    let folder = tempfile::tempdir().unwrap();
    let scores = folder.path().join("scores.csv");
    assert_eq!(shop.write_scores(&figures, &scores).unwrap(), 2357);
    let ours = std::fs::read_to_string(&scores).unwrap();
    let theirs = std::fs::read_to_string(reference).unwrap();
    let cells = |line: &str| -> Vec<f64> {
        let cells = line.split(',').skip(1).take(3);
        cells.map(|cell| cell.parse().unwrap()).collect()
    };
    let mut compared = 0;
    for (ours, theirs) in ours.lines().zip(theirs.lines()).skip(1) {
        for (found, told) in cells(ours).into_iter().zip(cells(theirs)) {
            near(found, told, 1e-6);
        }
        compared += 1;
    }
    assert_eq!(compared, 2357);
}

#[test]
fn all_of_cdnow_is_foretold_as_others_foretell_it() {
    let Some(file) = shared("data/public/CDNOW_master.txt") else {
        return;
    };
    let purchases = read(&file);
    assert_eq!(purchases.customers(), 23_570);
    let shop = purchases.seen(day("1997-09-30"), day("1998-06-30"), Unit::Week);
    let histories = shop.histories(false);
    for (model, total, auc, log_loss) in [
        (Model::BgNbd, 16_873.7, 0.7630, 0.5123),
        (Model::ParetoNbd, 17_153.3, 0.7687, 0.5172),
    ] {
        let held = held_out(&shop, &histories, model, 39.0);
        assert_eq!((held.customers, held.purchases.happened), (23_570, 19_684));
        near(held.purchases.value, total, 1.0);
        near(held.auc.unwrap(), auc, 2e-4);
        near(held.log_loss, log_loss, 2e-4);
    }
}

/// Lines of articles, credit notes, nobody's name on a quarter of them: and no sign of departures.
#[test]
fn online_retail_has_no_departures_to_learn_from() {
    let Some(packed) = shared("data/public/online_retail_all.csv.gz") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("online_retail.csv");
    let unpacked = std::process::Command::new("gzip")
        .arg("-dc")
        .arg(packed)
        .stdout(std::fs::File::create(&file).unwrap())
        .status();
    assert!(unpacked.unwrap().success());
    let purchases = read(&file);
    let lines = purchases.lines;
    assert_eq!(
        (lines.read, lines.anonymous, lines.refunds),
        (541_909, 135_080, 8_905)
    );
    let shop = purchases.seen(day("2011-06-09"), day("2011-12-09"), Unit::Week);
    let histories = shop.histories(false);
    let found = fit(Model::BgNbd, &histories, &Prior::NONE).unwrap();
    assert_eq!(found.border, Some(Border::NoDepartures));
    let held = held_out(&shop, &histories, Model::BgNbd, 183.0 / 7.0);
    assert_eq!(held.customers, 2800);
    near(held.auc.unwrap(), 0.7198, 2e-3);
    near(held.log_loss, 0.5487, 2e-3);
}
