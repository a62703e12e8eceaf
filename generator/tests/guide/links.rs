//! What a link names is there: the file, and the heading in it.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{guide, root};

/// The links and the pictures of a page.
fn links(text: &str) -> Vec<String> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    events.filter_map(target).collect()
}

/// The anchors of a page's headings, as code hosts and mdBook make them.
fn anchors(text: &str) -> Vec<String> {
    let (mut anchors, mut heading) = (Vec::new(), None);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                heading.iter_mut().for_each(|heading| heading.push_str(&text));
            }
            Event::End(TagEnd::Heading(_)) => {
                let words = heading.take().unwrap_or_default().to_lowercase().replace(' ', "-");
                let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
                anchors.push(words.chars().filter(is_kept).collect());
            }
            _ => {}
        }
    }
    anchors
}

/// The pages that are written by hand: the README, those of `docs/`, and the chapters.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = Vec::new();
    for folder in [root().to_owned(), root().join("docs"), guide().join("src")] {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|found| found == "md")));
    }
    pages.sort();
    pages
}

/// What is wrong with a link, if anything.
fn fault(page: &Path, text: &str, link: &str) -> Option<&'static str> {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = page.parent().unwrap().join(file);
    if !file.is_empty() && !path.exists() {
        return Some("no such file");
    }
    if anchor.is_empty() {
        return None;
    }
    let is_there = if file.is_empty() {
        anchors(text).iter().any(|known| known == anchor)
    } else {
        anchors(&fs::read_to_string(path).ok()?).iter().any(|known| known == anchor)
    };
    (!is_there).then_some("no such heading")
}

#[test]
fn each_link_of_a_page_leads_somewhere() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            count += 1;
            let said = fault(&page, &text, &link);
            wrong.extend(said.map(|said| format!("{}: {link}: {said}", page.display())));
        }
    }
    assert!(count > 40, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_chapter_is_in_the_summary() {
    let listed: Vec<PathBuf> = super::chapters().into_iter().map(|chapter| chapter.path).collect();
    let in_guide = pages().into_iter().filter(|page| page.starts_with(guide()));
    let missing: Vec<PathBuf> =
        in_guide.filter(|page| !listed.contains(page) && !page.ends_with("SUMMARY.md")).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
