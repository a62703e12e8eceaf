//! Characters that are not what they seem: they steer a terminal, turn the direction of writing,
//! or are not seen at all.

/// What stands for a character that has no picture of its own.
const STAND_IN: char = char::REPLACEMENT_CHARACTER;

/// Whether a character is not seen, or changes how others are seen: C0 and C1 controls, soft
/// hyphen, zero-width and bidirectional controls, line and paragraph separators, byte order mark,
/// annotations, tags.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{61C}' | '\u{FEFF}')
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(character, '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(character, '\u{E0000}'..='\u{E007F}')
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
