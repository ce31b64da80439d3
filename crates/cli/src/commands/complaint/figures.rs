//! `complaint figures`.

use fidele_core::Notebook;
use fidele_core::complaint::figures::{ENOUGH, Rate};

use crate::answer::Answer;
use crate::fault::Fault;
use crate::say;
use crate::table::table;

pub(super) async fn figures(book: &Notebook) -> Result<Answer, Fault> {
    let figures = book.complaint_figures().await?;
    let currency = book.settings().currency;
    let mut text = format!(
        "{} from {} to {}\n",
        say::some(figures.received, "complaint", "complaints"),
        figures.from,
        figures.to
    );
    let median = figures
        .reply_median
        .filter(|_| figures.reply.enough)
        // Minutes, far below u32's range.
        .map(|minutes| {
            format!(
                ", half of them within {}",
                say::open_time(minutes.round() as u32)
            )
        })
        .unwrap_or_default();
    let rows = vec![
        vec![
            "answered in time".to_owned(),
            format!("{}{median}", rate(&figures.reply)),
        ],
        vec![
            "solved at first contact".to_owned(),
            rate(&figures.first_contact),
        ],
        vec!["had to repeat".to_owned(), rate(&figures.repeats)],
        vec!["promises kept on time".to_owned(), rate(&figures.promises)],
        vec!["bought again".to_owned(), rate(&figures.recovered)],
    ];
    text.push_str(&table(&rows, &[]));
    for cause in &figures.causes {
        let name = cause
            .name
            .as_deref()
            .map_or_else(|| "no cause noted".to_owned(), say::plain);
        text.push_str(&format!(
            "{name}: {}, gestures {}, actions {}\n",
            say::some(cause.complaints, "complaint", "complaints"),
            say::money(cause.gestures, &currency),
            say::money(cause.actions, &currency)
        ));
    }
    let any = figures.received > 0;
    Ok(Answer::new(&figures, text)?.yes(any))
}

fn rate(rate: &Rate) -> String {
    match rate.share {
        Some(share) if rate.enough => format!(
            "{} ({} to {}), {} of {}",
            say::percent(f64::from(share.n) / f64::from(share.of)),
            say::percent(share.low),
            say::percent(share.high),
            share.n,
            share.of
        ),
        Some(share) => format!(
            "{} of {}: not enough yet to say more (from {ENOUGH})",
            share.n, share.of
        ),
        None => "nothing to count yet".to_owned(),
    }
}
