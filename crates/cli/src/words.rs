//! Values as they are typed: the words of the JSON output, without regard to case or hyphens; days, times and amounts.

use chrono::{NaiveDate, NaiveTime, Timelike as _};
use fidele_core::behaviour::{Bands, Behaviour};
use fidele_core::bond::Bond;
use fidele_core::complaint::hours::{Holidays, Span};
use fidele_core::complaint::{Given, StepKind};
use fidele_core::contact::{ContactPurpose, Outcome};
use fidele_core::customer::{Channel, ClosedReason, SortBy};
use fidele_core::feeling::{Emotion, Trigger};
use fidele_core::field::FieldKind;
use fidele_core::import::day::DayOrder;
use fidele_core::import::encoding::TextEncoding;
use fidele_core::moment::{
    DepartureReason, Direction, ExchangePurpose, GestureKind, MomentKind, RatingScale,
};
use fidele_core::money::{Amount, minor_digits};
use fidele_core::notebook::Trade;
use fidele_core::plan::Every;
use fidele_core::scoring::Model;
use serde::de::DeserializeOwned;

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $words:expr;)+) => {$(
        $(#[$doc])*
        pub fn $name(typed: &str) -> Result<$kind, String> {
            among(typed, &$words)
        }
    )+};
}

vocabulary! {
    /// A behaviour.
    behaviour: Behaviour = ["prospect", "new", "regular", "loyal", "drifting", "onHoliday", "gone", "back", "closed"];
    /// A bond.
    bond: Bond = ["enemy", "hurt", "distant", "neutral", "attached", "ambassador"];
    /// A channel.
    channel: Channel = ["call", "visit", "email", "letter", "sms", "chat", "counter"];
    /// What happens to a complaint.
    complaint_step: StepKind = ["acknowledged", "denied", "apology", "reply", "update", "chased", "waiting", "progress",
        "solved", "checked", "closed", "reopened"];
    /// What a gesture gives.
    given: Given = ["gift", "discount", "refund", "replacement", "card", "service"];
    /// Public holidays.
    holidays: Holidays = ["none", "france", "alsaceMoselle"];
    /// A contact's purpose.
    purpose: ContactPurpose = ["news", "advice", "thanks", "apology", "plan", "welcome", "other"];
    /// An outcome.
    outcome: Outcome = ["reached", "noAnswer", "peace", "willCome", "came"];
    /// Why a customer is closed.
    closed_reason: ClosedReason = ["deceased", "moved", "peace"];
    /// A channel one may agree to be contacted by.
    consent_channel: Channel = ["call", "email", "sms", "letter"];
    /// What somebody answered.
    answer: Answer = ["yes", "no", "unknown"];
    /// What to sort by.
    sort: SortBy = ["name", "lastVisit", "rhythm", "lateness", "value", "chance", "worth"];
    /// A trade.
    trade: Trade = ["bakery", "restaurant", "salon", "garage", "shop"];
    /// Who reached out.
    direction: Direction = ["in", "out"];
    /// An exchange's purpose.
    exchange_purpose: ExchangePurpose = ["service", "advice", "thanks", "selling"];
    /// The kind of a moment noted in one go.
    moment_kind: MomentKind = ["purchase", "exchange", "note", "absence", "gesture", "praise", "rating", "departure"];
    /// An emotion.
    emotion: Emotion = ["anger", "exasperation", "annoyance", "frustration", "disappointment", "relief", "contentment", "gratitude", "delight", "trust"];
    /// What set an emotion off.
    trigger: Trigger = ["notBelieved", "unreachable", "hasToRepeat", "cannotChange", "discountAfter", "refundLate", "notRecognised", "goodFaithDoubted",
        "keptWaiting", "passedAround", "interrupted", "surprisedKindly", "helpedForFree", "remembered", "toldTheTruth"];
    /// What a gesture consists of.
    gesture: GestureKind = ["gift", "discount", "refund", "replacement", "card", "service"];
    /// A question of satisfaction.
    scale: RatingScale = ["nps", "csat", "ces"];
    /// What a field holds.
    field_kind: FieldKind = ["text", "number", "date", "choice", "yesNo"];
    /// Why somebody left.
    departure_reason: DepartureReason = ["price", "service", "product", "competitor", "moved", "needEnded", "unknown"];
    /// How far apart instalments lie.
    every: Every = ["week", "month"];
    /// An encoding.
    encoding: TextEncoding = ["utf8", "utf16Le", "utf16Be", "windows1252", "iso8859_15", "macRoman", "dos850"];
    /// The order of days.
    day_order: DayOrder = ["yearFirst", "dayFirst", "monthFirst", "serial"];
}

/// What somebody answered when asked whether they agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    Yes,
    No,
    /// Nobody asked.
    Unknown,
}

/// A value, or none where what was typed is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maybe<T>(pub Option<T>);

/// Reads a value, or nothing.
pub fn maybe<T>(
    read: fn(&str) -> Result<T, String>,
) -> impl Fn(&str) -> Result<Maybe<T>, String> + Clone + Send + Sync {
    move |typed| match typed.trim() {
        "" => Ok(Maybe(None)),
        typed => read(typed).map(|value| Maybe(Some(value))),
    }
}

/// Words as they are.
pub fn text(typed: &str) -> Result<String, String> {
    Ok(typed.to_owned())
}

/// A consent, `call=yes`.
pub fn consent(typed: &str) -> Result<(Channel, Answer), String> {
    let (by, said) = typed
        .split_once('=')
        .ok_or("a consent is written CHANNEL=ANSWER")?;
    Ok((consent_channel(by)?, answer(said)?))
}

/// Yes or no.
pub fn yes_no(typed: &str) -> Result<bool, String> {
    match answer(typed)? {
        Answer::Yes => Ok(true),
        Answer::No => Ok(false),
        Answer::Unknown => Err("yes or no".to_owned()),
    }
}

/// Where the bands of lateness end, `1,1.5,2.5,4`.
pub fn bands(typed: &str) -> Result<Bands, String> {
    let wrong = || "four numbers, each greater than the one before: 1,1.5,2.5,4".to_owned();
    let edges: Vec<f64> = typed
        .split(',')
        .map(|edge| edge.trim().parse().map_err(|_| wrong()))
        .collect::<Result<_, _>>()?;
    match edges.as_slice() {
        &[on_time, due, drifting, on_holiday] => Ok(Bands {
            on_time,
            due,
            drifting,
            on_holiday,
        }),
        _ => Err(wrong()),
    }
}

fn among<T: DeserializeOwned>(typed: &str, words: &[&str]) -> Result<T, String> {
    let bare = |word: &str| word.replace(['-', '_'], "").to_lowercase();
    let wanted = bare(typed);
    words
        .iter()
        .find(|word| bare(word) == wanted)
        .and_then(|word| serde_json::from_value((*word).into()).ok())
        .ok_or_else(|| format!("one of {}", words.join(", ")))
}

/// A share in percent, 0 to 100: `30`, `30%`.
pub fn percent(typed: &str) -> Result<u32, String> {
    typed
        .trim()
        .trim_end_matches(['%', ' '])
        .parse()
        .ok()
        .filter(|percent| *percent <= 100)
        .ok_or_else(|| "a whole number from 0 to 100".to_owned())
}

/// A day, `YYYY-MM-DD`.
pub fn day(typed: &str) -> Result<NaiveDate, String> {
    typed
        .parse()
        .map_err(|_| "a day is written YYYY-MM-DD".to_owned())
}

/// A time of day, `HH:MM`, as the minute of the day.
pub fn minute(typed: &str) -> Result<u32, String> {
    NaiveTime::parse_from_str(typed, "%H:%M")
        .map(|time| time.num_seconds_from_midnight() / 60)
        .map_err(|_| "a time is written HH:MM".to_owned())
}

/// When a business is open on a day of the week, 0 for Monday: `tue=09:00-12:30,14:00-19:00`, `mon=` for closed.
pub fn opening(typed: &str) -> Result<(usize, Vec<Span>), String> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let wrong =
        || "a day and its times: tue=09:00-12:30,14:00-19:00, or mon= for closed".to_owned();
    let (day, times) = typed.split_once('=').ok_or_else(wrong)?;
    let day = day.trim().to_lowercase();
    let at = DAYS
        .iter()
        .position(|name| *name == day)
        .ok_or_else(wrong)?;
    let spans = times
        .split(',')
        .map(str::trim)
        .filter(|span| !span.is_empty())
        .map(|span| {
            let (from, to) = span.split_once('-').ok_or_else(wrong)?;
            let to = match to.trim() {
                "24:00" => 1_440,
                to => minute(to)?,
            };
            Ok(Span {
                from: minute(from.trim())?,
                to,
            })
        })
        .collect::<Result<_, String>>()?;
    Ok((at, spans))
}

/// An amount in whole units, `12`, `12.50`, `12,50`, `-3.20`, of `currency`. `None` when it is none, or finer
/// than the currency's smallest coin.
#[must_use]
pub fn amount(typed: &str, currency: &str) -> Option<Amount> {
    let typed = typed.trim();
    let (negative, number) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let digits = usize::try_from(minor_digits(currency)).ok()?;
    let all_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || part.len() > digits || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let minor: i64 = format!("{whole}{part:0<digits$}").parse().ok()?;
    Some(Amount(if negative { -minor } else { minor }))
}

/// A model, by its name in the papers without signs.
pub fn model(typed: &str) -> Result<Model, String> {
    let plain: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    Ok(match plain.as_str() {
        "bgnbd" => Model::BgNbd,
        "mbgnbd" => Model::MbgNbd,
        "paretonbd" => Model::ParetoNbd,
        "bgcnbd" => Model::BgCnbd(1),
        "mbgcnbd" => Model::MbgCnbd(1),
        _ => return Err("one of bgnbd, mbgnbd, paretonbd, bgcnbd, mbgcnbd".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_json_in_any_case() {
        assert_eq!(behaviour("on-holiday"), Ok(Behaviour::OnHoliday));
        assert_eq!(outcome("noanswer"), Ok(Outcome::NoAnswer));
        assert_eq!(encoding("UTF-8"), Ok(TextEncoding::Utf8));
        assert_eq!(encoding("iso-8859-15"), Ok(TextEncoding::Iso8859_15));
        assert!(channel("pigeon").unwrap_err().contains("letter"));
        for word in Behaviour::ALL {
            assert_eq!(behaviour(word.code()), Ok(word));
        }
    }

    #[test]
    fn amounts_are_exact() {
        let cents = |typed| amount(typed, "EUR").map(|amount| amount.0);
        assert_eq!(cents("12"), Some(1_200));
        assert_eq!(cents("12,5"), Some(1_250));
        assert_eq!(cents("-0.07"), Some(-7));
        assert_eq!(amount("300", "JPY"), Some(Amount(300)));
        assert_eq!(amount("1.234", "TND"), Some(Amount(1_234)));
        for wrong in [
            "",
            "-",
            ".5",
            "12.345",
            "1 000",
            "12€",
            "1e3",
            "99999999999999999999",
        ] {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_and_times_have_one_form() {
        assert_eq!(minute("09:30"), Ok(570));
        assert!(minute("24:00").is_err() && minute("9h30").is_err());
        assert!(day("2026-02-30").is_err() && day("22/11/2026").is_err());
    }
}
