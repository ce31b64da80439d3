//! Smaller notations: yes and no, e-mail addresses, identifiers, postcodes, totals.

use crate::fold::fold;

/// Reads yes (`oui`, `x`, `1`, `true`…) and no; `None` when it says neither.
#[must_use]
pub fn parse_yes_no(text: &str) -> Option<bool> {
    let text = text.trim();
    if matches!(text, "✓" | "✔" | "☑" | "✅") {
        return Some(true);
    }
    match fold(text).as_str() {
        "oui" | "o" | "yes" | "y" | "x" | "1" | "true" | "vrai" | "ok" | "on" | "accepte"
        | "granted" | "subscribed" => Some(true),
        "non" | "n" | "no" | "0" | "false" | "faux" | "off" | "refuse" | "denied"
        | "unsubscribed" => Some(false),
        _ => None,
    }
}

/// An e-mail address in lower case; `None` when it cannot be one.
#[must_use]
pub fn parse_email(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, domain) = text.split_once('@')?;
    let sound = !local.is_empty()
        && !domain.contains('@')
        && text.len() <= 254
        && !text.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"' | '(')
        })
        && domain.split('.').count() >= 2
        && domain.split('.').all(|label| !label.is_empty());
    sound.then(|| text.to_lowercase())
}

/// An identifier as it is compared: `17850.0`, as programs write a number, is `17850`.
#[must_use]
pub fn tidy_id(text: &str) -> &str {
    let text = text.trim();
    match text.split_once('.') {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.bytes().all(|byte| byte.is_ascii_digit())
                && !zeros.is_empty()
                && zeros.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// A postcode with the leading zero a spreadsheet's number has lost (`1000` is `01000` in France).
#[must_use]
pub fn tidy_postcode(text: &str, is_number: bool, country: &str) -> String {
    // Shops put a mark in front so that spreadsheets keep the zeros.
    let text = tidy_id(text.strip_prefix('\'').unwrap_or(text));
    let five = matches!(country, "FR" | "DE" | "ES" | "IT" | "US");
    if is_number && five && text.len() == 4 {
        format!("0{text}")
    } else {
        text.to_owned()
    }
}

/// Whether a cell announces a total: `TOTAL`, `Sous-total mars`, `Total général :`.
#[must_use]
pub fn announces_total(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_alphabetic()) || text.len() > 60 {
        return false;
    }
    let folded = fold(text);
    [
        "total",
        "totaux",
        "sous total",
        "sous totaux",
        "subtotal",
        "sub total",
        "grand total",
        "cumul",
    ]
    .iter()
    .any(|word| {
        folded
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether what became of a sale makes it none: cancelled, failed, given back, never paid.
#[must_use]
pub fn undoes_sale(text: &str) -> bool {
    let folded = fold(text);
    [
        "cancel",
        "annul",
        "fail",
        "echec",
        "echou",
        "refus",
        "declin",
        "void",
        "payment error",
        "erreur",
        "awaiting",
        "en attente",
        "pending",
        "draft",
        "brouillon",
        "trash",
        "expired",
        "expire",
        "refunded",
        "rembours",
        "wc cancel",
        "wc fail",
        "wc refunded",
        "wc pending",
    ]
    .iter()
    .any(|word| folded.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no() {
        for yes in [
            "oui", "OUI", "x", "X", "1", "true", "Vrai", "ok", "✓", "yes",
        ] {
            assert_eq!(parse_yes_no(yes), Some(true), "{yes}");
        }
        for no in ["non", "0", "false", "no", "Faux"] {
            assert_eq!(parse_yes_no(no), Some(false), "{no}");
        }
        for neither in ["", "?", "peut-être", "2"] {
            assert_eq!(parse_yes_no(neither), None, "{neither}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(
            parse_email(" Marie@Exemple.FR ").as_deref(),
            Some("marie@exemple.fr")
        );
        for wrong in [
            "",
            "marie",
            "marie@",
            "@x.fr",
            "a@b",
            "a b@c.fr",
            "a@b@c.fr",
            "a@b..fr",
            "a@x.fr, b@x.fr",
        ] {
            assert_eq!(parse_email(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn identifiers_and_postcodes() {
        assert_eq!(tidy_id("17850.0"), "17850");
        assert_eq!(tidy_id("00042"), "00042");
        assert_eq!(tidy_id("A1.0"), "A1.0");
        assert_eq!(tidy_postcode("1000", true, "FR"), "01000");
        assert_eq!(tidy_postcode("1000", true, "BE"), "1000");
        assert_eq!(tidy_postcode("01000", false, "FR"), "01000");
    }

    #[test]
    fn totals() {
        for total in [
            "TOTAL",
            "Sous-total",
            "Total général :",
            "Totaux",
            "Sous-total mars 2025",
        ] {
            assert!(announces_total(total), "{total}");
        }
        for not in ["Totalenergies", "12", "Le total", ""] {
            assert!(!announces_total(not), "{not}");
        }
    }
}
