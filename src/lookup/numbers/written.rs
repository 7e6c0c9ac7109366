//! One number in the writing of another: its digits, its separators, its zeros.
//!
//! What the writing of the target leaves open is as in the query, or as the target's script has it.

/// A written number in its parts.
struct Parts {
    /// The zero of its script.
    zero: char,
    /// The digits of the whole, in ASCII.
    whole: String,
    /// The digits behind the decimal separator, in ASCII.
    decimals: String,
    /// What separates its thousands, if anything does.
    thousands: Option<char>,
    /// What separates its decimals, if anything does.
    point: Option<char>,
}

impl Parts {
    /// Takes a number of one value apart; `None` if it is in two scripts.
    fn of(written: &str) -> Option<Self> {
        let mut zero = None;
        let mut groups = vec![String::new()];
        let mut separators = Vec::new();
        for c in written.chars() {
            let own = match c {
                '\u{660}'..='\u{669}' => '\u{660}',
                '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
                '0'..='9' => '0',
                c => {
                    separators.push(c);
                    groups.push(String::new());
                    continue;
                }
            };
            if *zero.get_or_insert(own) != own {
                return None;
            }
            let digit = char::from_digit(c as u32 - own as u32, 10)?;
            groups.last_mut()?.push(digit);
        }
        let is_comma = |c: &char| matches!(c, ',' | '\u{66c}');
        let has_thousands =
            groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        let is_whole = separators.is_empty() || has_thousands && separators.iter().all(is_comma);
        let (decimals, point) = match is_whole {
            true => (String::new(), None),
            false => (groups.pop()?, separators.pop()),
        };
        Some(Self {
            zero: zero?,
            whole: groups.concat(),
            decimals,
            thousands: separators.first().copied(),
            point,
        })
    }

    /// The zeros that the whole begins with beyond what its value needs.
    fn leading_zeros(&self) -> usize {
        let significant = self.whole.trim_start_matches('0').len().max(1);
        self.whole.len().saturating_sub(significant)
    }
}

/// The query's number as the target would write it, which wrote the source's number as `target`.
pub(super) fn rewritten(query: &str, source: &str, target: &str) -> Option<String> {
    let (query, source, target) = (Parts::of(query)?, Parts::of(source)?, Parts::of(target)?);
    let bare = &query.whole[query.leading_zeros()..];
    let whole = if target.whole == source.whole {
        query.whole.clone()
    } else if target.leading_zeros() == 0 {
        bare.to_owned()
    } else if target.whole.len() == 2 {
        format!("{bare:0>2}")
    } else {
        return None;
    };
    let decimals = if target.decimals == source.decimals {
        query.decimals.clone()
    } else {
        let significant = query.decimals.trim_end_matches('0');
        let width = target.decimals.len();
        format!("{significant:0<width$}")
    };
    let is_indic = target.zero != '0';
    let point = target
        .point
        .unwrap_or(if is_indic { '\u{66b}' } else { '.' });
    // A target that has no thousands does not say how it separates them; the query does.
    let thousands = match (target.thousands, query.thousands) {
        (Some(own), _) => Some(own),
        (None, Some(_)) if target.whole.len() <= 3 => {
            Some(if is_indic { '\u{66c}' } else { ',' }).filter(|&c| c != point)
        }
        _ => None,
    };
    let mut written = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if let Some(separator) = thousands
            && index > 0
            && (whole.len() - index).is_multiple_of(3)
        {
            written.push(separator);
        }
        written.push(in_script(digit, target.zero)?);
    }
    if !decimals.is_empty() {
        written.push(point);
        for digit in decimals.chars() {
            written.push(in_script(digit, target.zero)?);
        }
    }
    Some(written)
}

/// The digit in the script whose zero is given.
fn in_script(digit: char, zero: char) -> Option<char> {
    char::from_u32(zero as u32 + digit.to_digit(10)?)
}
