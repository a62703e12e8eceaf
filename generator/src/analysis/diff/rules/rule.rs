//! What a kind of change means.

use super::answers::{Answers, Level, Way, Ways, Wire};

/// A kind of change.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, by which it is found in the docs.
    pub slug: &'static str,
    /// What is different, in a few words.
    pub title: &'static str,
    /// What follows, at worst, by the way that a value goes.
    pub ways: Ways,
    /// Whether there is something new to call or to read.
    pub adds: bool,
    /// Why that follows.
    pub reason: &'static str,
}

impl Rule {
    /// What follows, at worst, for a value that goes this way.
    pub fn answers(&self, way: Way) -> Answers {
        self.ways.answers(way)
    }

    /// What follows for the version, where those are the answers.
    pub fn level(&self, answers: Answers) -> Level {
        let is_other = answers.old_to_new == Wire::Differs;
        match answers.is_breaking() {
            true => Level::Major,
            false if self.adds || is_other => Level::Minor,
            false => Level::Patch,
        }
    }

    /// What follows for the version at worst.
    pub fn worst(&self) -> Level {
        self.level(self.answers(Way::BOTH))
    }
}
