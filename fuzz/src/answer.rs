//! Answers that no server would send, made from bytes. It stands alone: what is generated takes it in.

/// How deep lists and objects are in each other: deeper than a reader goes.
const DEPTH: u32 = 140;

/// Numbers at and past the ends of what types hold.
const NUMBERS: [&str; 12] = [
    "0",
    "-0",
    "1.5",
    "1e400",
    "1e-400",
    "9007199254740993",
    "18446744073709551616",
    "-9223372036854775809",
    "0.1000000000000000055511151231257827",
    "1e99999999999999999999",
    "100000000000000000000000000000000000000000",
    "1.0e0",
];

/// Texts that some formats have, and some that look like them.
const TEXTS: [&str; 12] = [
    "",
    "2024-02-30",
    "2024-01-01T00:00:60Z",
    "-262144-01-01T00:00:00+25:00",
    "24:00:00",
    "P99999999999Y",
    "00000000-0000-0000-0000-000000000000",
    "AA=A",
    "1e28",
    "\\u0000\\ud83d\\ude00",
    "\\ud800",
    "\u{202e}\u{feff}",
];

/// The text of an answer: the bytes themselves, or JSON of the words that the first of them choose.
pub fn answer(data: &[u8], words: &[&str]) -> Vec<u8> {
    match data.split_first() {
        None => Vec::new(),
        Some((0, rest)) => rest.to_vec(),
        Some((_, rest)) => {
            let mut text = String::new();
            value(&mut rest.iter().copied(), words, DEPTH, &mut text);
            text.into_bytes()
        }
    }
}

fn value(data: &mut dyn Iterator<Item = u8>, words: &[&str], depth: u32, text: &mut String) {
    let first = data.next().unwrap_or_default();
    let word = |data: &mut dyn Iterator<Item = u8>, words: &[&str]| {
        let index = usize::from(data.next().unwrap_or_default())
            + 256 * usize::from(data.next().unwrap_or_default());
        words.get(index % words.len().max(1)).copied().unwrap_or_default().to_owned()
    };
    match first % 16 {
        0 => text.push_str("null"),
        1 => text.push_str("true"),
        2 | 3 => text.push_str(&word(data, &NUMBERS)),
        4 => text.push_str(&data.next().unwrap_or_default().to_string()),
        5 => text.push_str(&format!("\"{}\"", word(data, &TEXTS))),
        6 | 7 => text.push_str(&format!("\"{}\"", word(data, words))),
        // What is no JSON.
        8 => text.push(char::from(data.next().unwrap_or_default())),
        // The same once more, as far as it goes.
        9 => {
            let start = text.len() - text.len().min(64);
            let again = text.get(start..).unwrap_or_default().to_owned();
            text.push_str(&again);
        }
        10 | 11 if depth > 0 => {
            text.push('[');
            for index in 0..data.next().unwrap_or_default() % 5 {
                text.push_str(if index > 0 { "," } else { "" });
                value(data, words, depth - 1, text);
            }
            text.push(']');
        }
        _ if depth > 0 => {
            text.push('{');
            for index in 0..data.next().unwrap_or_default() % 7 {
                let comma = if index > 0 { "," } else { "" };
                text.push_str(&format!("{comma}\"{}\":", word(data, words)));
                value(data, words, depth - 1, text);
            }
            text.push('}');
        }
        _ => text.push('0'),
    }
}
