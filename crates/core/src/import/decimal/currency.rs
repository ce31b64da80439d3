//! Currencies, as signs and codes beside a number.

/// Currency signs and codes, longest first where one contains another.
const CURRENCIES: &[(&str, &str)] = &[
    ("EUROS", "EUR"),
    ("EURO", "EUR"),
    ("EUR", "EUR"),
    ("€", "EUR"),
    ("USD", "USD"),
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("CAD", "CAD"),
    ("$", "USD"),
    ("GBP", "GBP"),
    ("£", "GBP"),
    ("CHF", "CHF"),
    ("FR.", "CHF"),
    ("JPY", "JPY"),
    ("¥", "JPY"),
    ("MAD", "MAD"),
    ("XOF", "XOF"),
    ("FCFA", "XOF"),
];

/// The currency a word or sign such as `€`, `eur` or `USD` names.
#[must_use]
pub fn currency_named(text: &str) -> Option<&'static str> {
    let text = text.trim();
    CURRENCIES
        .iter()
        .find(|(sign, _)| text.eq_ignore_ascii_case(sign))
        .map(|(_, code)| *code)
}

pub(super) fn take_currency(body: &str) -> Option<(&str, &'static str)> {
    if body
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' '))
    {
        return None;
    }
    CURRENCIES.iter().find_map(|(sign, code)| {
        let front = body
            .get(..sign.len())
            .filter(|part| part.eq_ignore_ascii_case(sign))
            .and(body.get(sign.len()..));
        let at = body.len().checked_sub(sign.len());
        let back = || {
            at.and_then(|at| {
                body.get(at..)
                    .filter(|p| p.eq_ignore_ascii_case(sign))
                    .and(body.get(..at))
            })
        };
        front.or_else(back).map(|rest| (rest, *code))
    })
}
