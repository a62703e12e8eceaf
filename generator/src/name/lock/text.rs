//! The lock as text: one name a line, sorted, so that a change of it reads as what it is, and two
//! that add to it are merged line by line.
//!
//! Such a merge can leave two lines for one thing; reading takes the first of the sorted, and the
//! next run writes one. All else that is not as it was written is refused.

use std::fmt;
use std::fmt::Write as _;

use semver::Version;

use super::names::{Key, Kind, Lock, Names};
use super::spelling::Spelling;
use crate::name::idiom::is_identifier;
use crate::source::is_hidden;

/// What the first line says of the file, behind who wrote it.
const FIRST: &str = "; do not edit (docs: `Names that stay`)";
const VERSION: &str = "version";
const DOCUMENT: &str = "document";
const SPELLING: &str = "spelling";

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// Whether a version is newer than another one. One that is none is not.
pub fn is_newer(version: &str, than: &str) -> bool {
    match (Version::parse(version), Version::parse(than)) {
        (Ok(version), Ok(than)) => version > than,
        _ => false,
    }
}

impl Lock {
    /// The text of the file; `mark` begins its first line.
    pub fn text(&self, mark: &str) -> String {
        let mut out = format!("# {mark}{FIRST}\n{VERSION} {}\n", self.version);
        for (document, hash) in &self.documents {
            let _ = writeln!(out, "{DOCUMENT} {} {hash}", quoted(document));
        }
        let mut lines = Vec::new();
        for (document, names) in &self.names {
            let document = quoted(document);
            let owned = |owner: &str| match owner {
                "" => String::new(),
                owner => format!("{} ", quoted(owner)),
            };
            for ((kind, owner), spelling) in &names.spellings {
                let (kind, owner, word) = (kind.word(), owned(owner), spelling.word());
                lines.push(format!("{SPELLING} {document} {kind} {owner}{word}\n"));
            }
            for (Key { kind, owner, of }, name) in &names.kept {
                let owner = owned(owner);
                let (kind, of) = (kind.word(), quoted(of));
                lines.push(format!("{kind} {document} {owner}{of} = {name}\n"));
            }
        }
        lines.sort();
        out.extend(lines);
        out
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// The first line that is not as it was written.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let mut lock = Self::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            lock.add(line).map_err(|reason| Malformed { line: index + 1, reason })?;
        }
        Ok(lock)
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let is_marker = |marker: &&str| line.starts_with(*marker);
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(is_marker) {
            return Err("a merge has left its marker; keep the lines of both sides".to_owned());
        }
        let words = words(line).ok_or("a text in quotes is no JSON string")?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [VERSION, version] => {
                Version::parse(version).map_err(|_| format!("`{version}` is no version"))?;
                if self.version.is_empty() || is_newer(version, &self.version) {
                    self.version = (*version).to_owned();
                }
            }
            [DOCUMENT, document, hash] => {
                self.documents.insert((*document).to_owned(), (*hash).to_owned());
            }
            [SPELLING, document, kind, word] => self.spell(document, (kind, ""), word)?,
            [SPELLING, document, kind, owner, word] => {
                self.spell(document, (kind, owner), word)?;
            }
            [kind, document, of, "=", name] => self.keep(document, (kind, "", of), name)?,
            [kind, document, owner, of, "=", name] => {
                self.keep(document, (kind, owner, of), name)?;
            }
            _ => return Err("it is none of the lines that are written".to_owned()),
        }
        Ok(())
    }

    fn spell(
        &mut self,
        document: &str,
        (kind, owner): (&str, &str),
        word: &str,
    ) -> Result<(), String> {
        let spelling = Spelling::of_word(word);
        let spelling = spelling.ok_or_else(|| format!("`{word}` is no spelling"))?;
        let of = (kind_of(kind)?, owner.to_owned());
        self.of(document).spellings.entry(of).or_insert(spelling);
        Ok(())
    }

    fn keep(
        &mut self,
        document: &str,
        (kind, owner, of): (&str, &str, &str),
        name: &str,
    ) -> Result<(), String> {
        let key = Key::new(kind_of(kind)?, owner, of);
        if !is_identifier(name) {
            return Err(format!("`{name}` is no name of Rust"));
        }
        self.of(document).kept.entry(key).or_insert_with(|| name.to_owned());
        Ok(())
    }

    fn of(&mut self, document: &str) -> &mut Names {
        self.names.entry(document.to_owned()).or_default()
    }
}

fn kind_of(word: &str) -> Result<Kind, String> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word);
    kind.ok_or_else(|| format!("nothing has a name by `{word}`"))
}

/// A word as it is, or as a JSON string where it would not be one word.
fn quoted(word: &str) -> String {
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || "_-./{}$:+@*#[]()".contains(letter);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => shown(&serde_json::Value::from(word).to_string()),
    }
}

/// A text of JSON in which nothing is hidden: what would not be seen is escaped.
fn shown(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_hidden(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to text cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// The words of a line; none where a JSON string is broken.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        if rest.starts_with('"') {
            let mut read = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            words.push(read.next()?.ok()?);
            rest = rest.get(read.byte_offset()..)?;
            if !rest.is_empty() && !rest.starts_with(' ') {
                return None;
            }
        } else {
            let end = rest.find(' ').unwrap_or(rest.len());
            words.push(rest.get(..end)?.to_owned());
            rest = rest.get(end..)?;
        }
        rest = rest.trim_start();
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(of: &str) -> Lock {
        let mut lock = Lock { version: "1.2.3".to_owned(), ..Lock::default() };
        lock.documents.insert("shop".to_owned(), "ab12".to_owned());
        let names = lock.of("shop");
        names.spellings.insert((Kind::Field, String::new()), Spelling::Camel);
        names.kept.insert(Key::new(Kind::Field, "Pet", of), "due_date".to_owned());
        names.kept.insert(Key::new(Kind::Schema, "", of), "Pet2".to_owned());
        lock
    }

    #[test]
    fn what_is_written_is_read() {
        for of in ["dueDate", "", " ", "=", "a b", "\"", "\n", "\u{2028}", "#", "é", "a\\"] {
            let lock = lock(of);
            let text = lock.text("@generated");
            assert_eq!(Lock::read(&text), Ok(lock.clone()), "{text}");
            assert_eq!(Lock::read(&text.replace('\n', "\r\n")), Ok(lock), "{text}");
        }
    }

    #[test]
    fn a_name_stands_on_one_line() {
        let text = lock("due date").text("@generated by x");
        assert_eq!(
            text,
            "# @generated by x; do not edit (docs: `Names that stay`)\nversion 1.2.3\n\
             document shop ab12\nfield shop Pet \"due date\" = due_date\n\
             schema shop \"due date\" = Pet2\nspelling shop field petShop\n"
        );
    }

    #[test]
    fn what_a_merge_of_lines_leaves_is_read() {
        let text = "version 1.2.3\nversion 1.10.0\ndocument a 1\ndocument a 2\n\
                    tag a x = x\ntag a x = x_2\n";
        let lock = Lock::read(text).unwrap();
        assert_eq!(lock.version, "1.10.0");
        assert_eq!(lock.names["a"].kept[&Key::new(Kind::Tag, "", "x")], "x");
    }

    #[test]
    fn what_is_not_as_it_was_written_is_refused_with_its_line() {
        for line in [
            "tag a x =",
            "tag a x = y z",
            "tag a x = self",
            "tag a x = 1",
            "tag a x = a-b",
            "tog a x = y",
            "tag a \"x = y",
            "tag a \"x\"y = z",
            "version new",
            "spelling a field petshop",
            "spelling a pet pet_shop",
            "<<<<<<< HEAD",
            "=======",
            "word",
        ] {
            let read = Lock::read(&format!("version 1.0.0\n\n{line}\n"));
            assert_eq!(read.map_err(|malformed| malformed.line), Err(3), "{line}");
        }
    }

    #[test]
    fn a_version_is_newer_by_its_numbers() {
        assert!(is_newer("0.10.0", "0.9.1"));
        assert!(!is_newer("0.9.1", "0.10.0"));
        assert!(!is_newer("1.0.0-rc.1", "1.0.0"));
        assert!(!is_newer("1.0.0", "1.0.0"));
    }
}
