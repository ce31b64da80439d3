//! Amounts and quantities as people write them, exact: text never becomes a floating point number.

mod currency;

pub use currency::currency_named;
use currency::take_currency;

/// The character before the decimals.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "ipc", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum DecimalMark {
    /// `1 234,50`
    #[default]
    Comma,
    /// `1,234.50`
    Point,
}

impl DecimalMark {
    pub(super) const fn char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::Comma => Self::Point,
            Self::Point => Self::Comma,
        }
    }
}

/// A decimal number: `digits × 10^-scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: i64,
    scale: u32,
}

/// No number written by hand has more decimals that matter.
const MAX_SCALE: u32 = 9;

impl Decimal {
    /// One, for a quantity nobody wrote.
    pub const ONE: Self = Self {
        digits: 1,
        scale: 0,
    };

    /// In units of `10^-minor_digits`, half a unit away from zero. `None` beyond what 64 bits hold.
    #[must_use]
    pub fn to_minor(self, minor_digits: u32) -> Option<i64> {
        round(i128::from(self.digits), self.scale, minor_digits)
    }

    /// `self × other` in units of `10^-minor_digits`, rounded once, half a unit away from zero.
    #[must_use]
    pub fn times_in_minor(self, other: Self, minor_digits: u32) -> Option<i64> {
        round(
            i128::from(self.digits) * i128::from(other.digits),
            self.scale + other.scale,
            minor_digits,
        )
    }

    /// `self × other`, exact in steps of `10^-12`, for sums to be rounded at the end.
    #[must_use]
    pub fn times_fine(self, other: Self) -> i128 {
        let scale = self.scale + other.scale;
        let product = i128::from(self.digits) * i128::from(other.digits);
        if scale <= FINE {
            product.saturating_mul(10_i128.pow(FINE - scale))
        } else {
            product / 10_i128.pow(scale - FINE)
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// As a floating point number, for showing only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // shown, never counted with
    pub fn approx(self) -> f64 {
        self.digits as f64 / 10_f64.powi(i32::try_from(self.scale).unwrap_or(0))
    }
}

/// Decimals kept while summing.
pub const FINE: u32 = 12;

/// A sum kept in steps of `10^-12` ([`Decimal::times_fine`]), in units of `10^-minor_digits`, half away from zero.
#[must_use]
pub fn fine_to_minor(fine: i128, minor_digits: u32) -> Option<i64> {
    round(fine, FINE, minor_digits)
}

fn round(digits: i128, scale: u32, minor_digits: u32) -> Option<i64> {
    let minor = if scale <= minor_digits {
        digits.checked_mul(10_i128.checked_pow(minor_digits - scale)?)?
    } else {
        let unit = 10_i128.checked_pow(scale - minor_digits)?;
        (digits + digits.signum() * (unit / 2)) / unit
    };
    i64::try_from(minor).ok()
}

/// A number and the currency written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The number.
    pub value: Decimal,
    /// ISO 4217 code, when a sign or code told it.
    pub currency: Option<&'static str>,
}

/// Reads `1 234,50 €`, `-12,00`, `(12.00)`, `12.50-`, `EUR 1.234,50`… with `mark` before the decimals. Where only the
/// other mark appears and cannot be cutting thousands (`12.50`, `1.5`), it is the decimal mark of that cell.
///
/// `None` when it is no number.
#[must_use]
pub fn parse_decimal(text: &str, mark: DecimalMark) -> Option<Written> {
    let (body, negative, currency) = undress(text)?;
    let value = parse_body(body, mark)?;
    Some(Written {
        value: if negative {
            Decimal {
                digits: -value.digits,
                ..value
            }
        } else {
            value
        },
        currency,
    })
}

/// Takes the currency, the sign and the parentheses off.
pub(super) fn undress(text: &str) -> Option<(&str, bool, Option<&'static str>)> {
    let mut body = text.trim();
    let mut negative = false;
    let mut currency = None;
    // Each dress is worn once: four steps undo any order of them.
    for _ in 0..4 {
        if let Some(inner) = body
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
        {
            if negative {
                return None;
            }
            negative = true;
            body = inner.trim();
        }
        let minus = |c| matches!(c, '-' | '−' | '–');
        // `10.–` is how the Swiss write ten round francs.
        if let Some(round) = body
            .strip_suffix(minus)
            .and_then(|rest| rest.strip_suffix(['.', ',']))
        {
            body = round;
        }
        if let Some(rest) = body
            .strip_prefix(minus)
            .or_else(|| body.strip_suffix(minus))
        {
            if negative {
                return None;
            }
            negative = true;
            body = rest.trim();
        } else if let Some(rest) = body.strip_prefix('+') {
            body = rest.trim();
        }
        if currency.is_none()
            && let Some((rest, code)) = take_currency(body)
        {
            currency = Some(code);
            body = rest.trim();
        }
    }
    (!body.is_empty()).then_some((body, negative, currency))
}

fn is_group_mark(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\'' | '’' | '_'
    )
}

fn parse_body(body: &str, mark: DecimalMark) -> Option<Decimal> {
    if !body.ends_with(|c: char| c.is_ascii_digit() || c == mark.char()) {
        return None;
    }
    let other = mark.other();
    let (whole, decimals, groups) = match body.rsplit_once(mark.char()) {
        Some((whole, decimals))
            if !whole.contains(mark.char()) && !decimals.contains(other.char()) =>
        {
            (whole, decimals, other)
        }
        // Twice the mark, or the other one after it: it cuts thousands, and the other comes before the decimals.
        Some(_) => match body.rsplit_once(other.char()) {
            Some((whole, decimals)) => (whole, decimals, mark),
            None => (body, "", mark),
        },
        None => match body.rsplit_once(other.char()) {
            Some((whole, decimals))
                if !whole.contains(other.char()) && !cuts_thousands(whole, decimals) =>
            {
                (whole, decimals, mark)
            }
            _ => (body, "", other),
        },
    };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit())
        || (whole.is_empty() && decimals.is_empty())
    {
        return None;
    }
    let mut digits = ungroup(whole, groups.char())?;
    let mut scale = 0;
    let decimals = if decimals.len() > MAX_SCALE as usize {
        decimals.get(..MAX_SCALE as usize)?
    } else {
        decimals
    };
    for byte in decimals.bytes() {
        digits = digits
            .checked_mul(10)?
            .checked_add(i64::from(byte - b'0'))?;
        scale += 1;
    }
    Some(Decimal { digits, scale })
}

pub(super) fn cuts_thousands(whole: &str, decimals: &str) -> bool {
    decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}

/// The digits of `1 234 567`, whose groups after the first have three digits each.
fn ungroup(whole: &str, mark: char) -> Option<i64> {
    let mut value: i64 = 0;
    let mut group = 0;
    let mut grouped = false;
    for c in whole.chars() {
        if let Some(digit) = c.to_digit(10) {
            value = value.checked_mul(10)?.checked_add(i64::from(digit))?;
            group += 1;
        } else if (c == mark || is_group_mark(c))
            && (if grouped {
                group == 3
            } else {
                (1..=3).contains(&group)
            })
        {
            grouped = true;
            group = 0;
        } else {
            return None;
        }
    }
    (!grouped || group == 3).then_some(value)
}

#[cfg(test)]
mod tests;
