//! Characters that are not what they seem: they steer a terminal, turn the direction of writing,
//! or are not seen at all.

/// What stands for a character that has no picture of its own.
const STAND_IN: char = char::REPLACEMENT_CHARACTER;

/// Whether a character is not seen, or changes how others are seen: C0 and C1 controls, line and
/// paragraph separators, annotations, and what Unicode calls `Default_Ignorable_Code_Point` (Unicode
/// Character Database, `DerivedCoreProperties.txt`): zero-width and bidirectional controls, fillers,
/// tags. Of those, the variation selectors that choose between text and emoji are none.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        )
        || matches!(character, '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}')
        || matches!(character, '\u{180B}'..='\u{180F}')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(character, '\u{2060}'..='\u{206F}' | '\u{FFF0}'..='\u{FFFB}')
        || matches!(character, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
        || matches!(character, '\u{E0000}'..='\u{E0FFF}')
}

/// The character, or one that stands for it where it is hidden.
pub fn visible(character: char) -> char {
    match character {
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(STAND_IN),
        '\u{7F}' => '\u{2421}',
        _ if is_hidden(character) => STAND_IN,
        _ => character,
    }
}

/// A text for a terminal: its lines and tabs stay what they are.
pub fn visible_text(text: &str) -> String {
    let keep = |character| matches!(character, '\n' | '\t');
    text.chars().map(|each| if keep(each) { each } else { visible(each) }).collect()
}

#[cfg(test)]
mod tests {
    use super::visible_text;

    #[test]
    fn what_is_not_seen_is_shown() {
        for hidden in [
            '\u{AD}',
            '\u{34F}',
            '\u{115F}',
            '\u{17B4}',
            '\u{180E}',
            '\u{200B}',
            '\u{202E}',
            '\u{2064}',
            '\u{3164}',
            '\u{FEFF}',
            '\u{FFA0}',
            '\u{FFF9}',
            '\u{1D173}',
            '\u{E0041}',
            '\u{E0100}',
        ] {
            assert_eq!(visible_text(&format!("a{hidden}b")), "a\u{FFFD}b", "{hidden:?}");
        }
    }

    #[test]
    fn what_chooses_the_picture_of_an_emoji_stays() {
        assert_eq!(visible_text("\u{2764}\u{FE0F}\t\n"), "\u{2764}\u{FE0F}\t\n");
    }
}
