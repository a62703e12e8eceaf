//! Types that are too long for a line.

/// The columns of a line, as in all that is formatted.
pub(in crate::emit) const COLUMNS: usize = 89;

/// The spaces of a level.
const LEVEL: usize = 4;

/// A type as a person writes it, from a column on and with a comma behind it: the arguments of one that
/// is too long for the line stand on lines of their own, further in than the line itself.
pub(in crate::emit) fn wrapped(ty: &str, column: usize, indent: usize) -> String {
    let parts = ty.split_once('<').zip(ty.strip_suffix('>'));
    let Some(((name, _), inner)) = parts.filter(|_| column + ty.len() + 1 > COLUMNS) else {
        return ty.to_owned();
    };
    let inner = inner.get(name.len() + 1..).unwrap_or_default();
    let within = indent + LEVEL;
    let mut out = format!("{name}<\n");
    for argument in arguments(inner) {
        let argument = wrapped(argument, within, within);
        out.push_str(&format!("{:within$}{argument},\n", ""));
    }
    out.push_str(&format!("{:indent$}>", ""));
    out
}

/// The types of a list, which can have lists in them.
fn arguments(mut list: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut depth = 0_usize;
    while let Some((at, letter)) = list.char_indices().find(|(_, letter)| {
        match letter {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *letter == ',' && depth == 0
    }) {
        let (argument, others) = list.split_at(at);
        all.push(argument);
        list = others.get(letter.len_utf8()..).unwrap_or_default().trim_start();
    }
    all.push(list);
    all
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_type_that_fits_is_on_one_line() {
        assert_eq!(wrapped("Option<Vec<String>>", 12, 4), "Option<Vec<String>>");
        let name = "A".repeat(100);
        assert_eq!(wrapped(&name, 12, 4), name);
    }

    #[test]
    fn arguments_of_a_longer_one_stand_on_their_own_lines() {
        let (short, long) = ("B".repeat(30), "C".repeat(75));
        let ty = format!("std::Map<({short}, u8), Option<{long}>>");
        let inner = format!("Option<\n            {long},\n        >");
        let expected = format!("std::Map<\n        ({short}, u8),\n        {inner},\n    >");
        assert_eq!(wrapped(&ty, 12, 4), expected);
    }
}
