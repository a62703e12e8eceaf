//! Where a text holds a secret, in any way that it is usual to write one.

use std::ops::Range;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD_NO_PAD;

use super::escapes::{KINDS, Plain};

/// How many layers of escapes are undone: a URL in a URL in JSON has three.
const LAYERS: usize = 3;

/// How many times as long as itself a secret is written at most: by three layers of escapes that have six
/// letters for each of its bytes, as `\u0061` has.
pub(super) const LONGER: usize = 6 * 6 * 6;

/// A secret as it is looked for.
struct Writing {
    /// What no letter around the secret changes, folded.
    core: Vec<u8>,
    /// Whether a letter before and one behind it say a part of the secret, too.
    is_cut: (bool, bool),
}

/// The places of secrets in a text, in their order, none of which touches the inside of another.
///
/// A secret is found as it is and by URL, JSON and HTML escapes of any of its letters, up to three
/// around each other; in base64, also as a part of what was encoded, in both alphabets; in
/// hexadecimal digits; and each of these in upper and lower case. For each secret, a byte of the text
/// is looked at a number of times that does not depend on what both are made of.
pub(super) fn places(text: &str, secrets: &[&str]) -> Vec<Range<usize>> {
    let mut writings = Vec::new();
    for secret in secrets {
        // No writing of a secret is shorter than itself.
        if !secret.is_empty() && secret.len() <= text.len() {
            write(secret, &mut writings);
        }
    }
    let mut found = Vec::new();
    if !writings.is_empty() {
        look(&Plain::of(text), LAYERS, &writings, &mut found);
    }
    if found.is_empty() { Vec::new() } else { merged(text.len(), &found) }
}

/// Looks for writings in a text, and in what it is without so many layers of escapes.
fn look(text: &Plain, layers: usize, writings: &[Writing], found: &mut Vec<(usize, usize)>) {
    let mut folded = Vec::with_capacity(text.bytes.len());
    for byte in &text.bytes {
        folded.push(fold(*byte));
    }
    for writing in writings {
        writing.find(text, &folded, found);
    }
    if layers > 0 {
        for kind in &KINDS {
            if let Some(inner) = text.undone(*kind) {
                look(&inner, layers - 1, writings, found);
            }
        }
    }
}

/// All bytes that mean the same are one: upper and lower case, a blank and what a form writes for
/// it, and the letters in which the alphabets of base64 differ (RFC 4648, sections 4 and 5).
fn fold(byte: u8) -> u8 {
    match byte {
        b'+' | b'-' => b' ',
        b'_' => b'/',
        _ => byte.to_ascii_lowercase(),
    }
}

fn write(secret: &str, writings: &mut Vec<Writing>) {
    let mut add = |text: &[u8], is_cut| {
        let mut core = Vec::with_capacity(text.len());
        for byte in text {
            core.push(fold(*byte));
        }
        writings.push(Writing { core, is_cut });
    };
    add(secret.as_bytes(), (false, false));
    if secret.bytes().any(|byte| byte > 127) {
        add(secret.to_lowercase().as_bytes(), (false, false));
        add(secret.to_uppercase().as_bytes(), (false, false));
    }
    let mut digits = String::with_capacity(2 * secret.len());
    for byte in secret.bytes() {
        push_digit(&mut digits, byte >> 4);
        push_digit(&mut digits, byte & 15);
    }
    add(digits.as_bytes(), (false, false));
    // Three bytes are four letters: what stands before it shifts a secret by none, one or two.
    for before in 0..3usize {
        let mut bytes = Vec::new();
        bytes.extend_from_slice([0, 0].get(..before).unwrap_or_default());
        bytes.extend_from_slice(secret.as_bytes());
        let bits = 8 * bytes.len();
        let encoded = STANDARD_NO_PAD.encode(bytes);
        let own = (8 * before).div_ceil(6)..bits / 6;
        let own = encoded.as_bytes().get(own).unwrap_or_default();
        add(own, (before > 0, !bits.is_multiple_of(6)));
    }
}

fn push_digit(digits: &mut String, half: u8) {
    if let Some(digit) = char::from_digit(u32::from(half), 16) {
        digits.push(digit);
    }
}

impl Writing {
    /// Finds it in a layer of a text (D. E. Knuth, J. H. Morris, V. R. Pratt, "Fast pattern matching
    /// in strings", section 2): no byte is looked at anew when a start turns out to be none.
    fn find(&self, layer: &Plain, folded: &[u8], found: &mut Vec<(usize, usize)>) {
        let core = self.core.as_slice();
        if core.is_empty() || core.len() > folded.len() {
            return;
        }
        let borders = borders(core);
        let mut length = 0;
        for (at, byte) in folded.iter().enumerate() {
            length = longer(core, &borders, length, *byte);
            if length == core.len() {
                let (start, end) = self.whole(layer, at + 1 - length, at + 1);
                found.push(layer.place(start, end));
            }
        }
    }

    /// With the letters around it that say a part of it.
    fn whole(&self, layer: &Plain, mut start: usize, mut end: usize) -> (usize, usize) {
        let is_letter = |at: usize| {
            let byte = layer.bytes.get(at);
            byte.is_some_and(|b| b.is_ascii_alphanumeric() || b"+-/_".contains(b))
        };
        let (before, behind) = self.is_cut;
        if before && start > 0 && is_letter(start - 1) {
            start -= 1;
        }
        end += usize::from(behind && is_letter(end));
        // One ends with its padding.
        while behind && layer.bytes.get(end) == Some(&b'=') {
            end += 1;
        }
        (start, end)
    }
}

/// For each length of a start of `core`: how much of its end is a start, too.
fn borders(core: &[u8]) -> Vec<usize> {
    let mut borders = vec![0, 0];
    let mut length = 0;
    for byte in core.iter().skip(1) {
        length = longer(core, &borders, length, *byte);
        borders.push(length);
    }
    borders
}

/// How much of `core` is there with one more byte, of which so much was there before it.
fn longer(core: &[u8], borders: &[usize], mut length: usize, byte: u8) -> usize {
    while length > 0 && core.get(length) != Some(&byte) {
        length = borders.get(length).copied().unwrap_or_default();
    }
    length + usize::from(core.get(length) == Some(&byte))
}

/// The places in their order, in a text of so many bytes; those with a part in common are one. How
/// many begin and end at each byte is counted: a sort would be compiled in each crate.
fn merged(length: usize, found: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut counts = Vec::with_capacity(length + 1);
    for _ in 0..=length {
        counts.push((0usize, 0usize));
    }
    for (start, end) in found {
        if let Some((begun, _)) = counts.get_mut(*start) {
            *begun += 1;
        }
        if let Some((_, ended)) = counts.get_mut(*end) {
            *ended += 1;
        }
    }
    let mut places = Vec::new();
    let (mut open, mut start) = (0, 0);
    for (at, (begun, ended)) in counts.iter().enumerate() {
        if open > 0 && open == *ended {
            places.push(start..at);
        }
        open = usize::saturating_sub(open, *ended);
        if open == 0 {
            start = at;
        }
        open += begun;
    }
    places
}
