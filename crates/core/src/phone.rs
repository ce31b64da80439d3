//! Phone numbers: any spelling a person types, to E.164 with the notebook's country.

use std::str::FromStr;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType, Region};

/// `typed` in E.164 (`+33612345678`), read as a number of `country` (ISO 3166 alpha-2, `FR`) unless it carries its own
/// prefix. `None` when it cannot be a number people dial: too short, too long, or not a number at all.
///
/// A French number that a spreadsheet robbed of its leading zero (`612345678`) is understood.
#[must_use]
pub fn to_e164(typed: &str, country: &str) -> Option<String> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    if !(6..=17).contains(&digits) || typed.chars().any(char::is_alphabetic) {
        return None;
    }
    let region = Region::from_str(&country.to_ascii_lowercase()).ok();
    // Not-breaking blanks and the like are noise the parser may not know.
    let plain: String = typed
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '/' | '-' | '.' | ' '))
        .collect();
    let number = PHONE_NUMBER_UTIL.parse(plain.trim(), region).ok()?;
    PHONE_NUMBER_UTIL.is_possible_number(&number).then(|| {
        PHONE_NUMBER_UTIL
            .format(&number, PhoneNumberFormat::E164)
            .into_owned()
    })
}

/// Whether a number in E.164 is of a line in a house, which those who live there share. In countries where one cannot tell
/// it from a mobile's, it is not.
#[must_use]
pub fn is_fixed_line(e164: &str) -> bool {
    PHONE_NUMBER_UTIL.parse(e164, None).is_ok_and(|number| {
        PHONE_NUMBER_UTIL.get_number_type(&number) == PhoneNumberType::FixedLine
    })
}

/// The calling code of a country (33 for `FR`).
#[must_use]
pub fn calling_code(country: &str) -> Option<u16> {
    let region = Region::from_str(&country.to_ascii_lowercase()).ok()?;
    PHONE_NUMBER_UTIL
        .get_country_code_for_region(region)
        .and_then(|code| u16::try_from(code).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_house_from_a_pocket() {
        assert!(is_fixed_line("+33478123456"));
        assert!(!is_fixed_line("+33612345678"));
        assert!(!is_fixed_line("+331"));
        assert!(!is_fixed_line("+12015550123"), "either, over there");
    }

    #[test]
    fn one_number_in_many_spellings() {
        for typed in [
            "0612345678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "+33 6 12 34 56 78",
            "0033612345678",
            "+33 (0)6 12 34 56 78",
            "06\u{a0}12\u{202f}34 56 78",
            "612345678",
        ] {
            assert_eq!(
                to_e164(typed, "FR").as_deref(),
                Some("+33612345678"),
                "{typed}"
            );
        }
    }

    #[test]
    fn other_countries_keep_their_own() {
        assert_eq!(
            to_e164("020 7946 0018", "GB").as_deref(),
            Some("+442079460018")
        );
        assert_eq!(
            to_e164("+44 20 7946 0018", "FR").as_deref(),
            Some("+442079460018")
        );
        assert_eq!(
            to_e164("0470 12 34 56", "BE").as_deref(),
            Some("+32470123456")
        );
    }

    #[test]
    fn what_is_no_number_is_none() {
        for typed in [
            "",
            "12",
            "n/a",
            "06 12",
            "pas de tel",
            "0000000000000000000000",
            "=1+1",
            "0612345678 bis",
        ] {
            assert_eq!(to_e164(typed, "FR"), None, "{typed}");
        }
    }
}
