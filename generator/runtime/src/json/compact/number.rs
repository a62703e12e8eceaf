//! Whole numbers.

/// Appends a whole number.
pub(in crate::json) fn push_whole(out: &mut String, is_negative: bool, size: u64) {
    // As many digits as the largest one has.
    let mut digits = [0; 20];
    let (mut at, mut rest) = (digits.len(), size);
    loop {
        at -= 1;
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if is_negative {
        out.push('-');
    }
    let digits = digits.get(at..).unwrap_or_default();
    out.push_str(std::str::from_utf8(digits).unwrap_or_default());
}
