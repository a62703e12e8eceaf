//! Shorter names for a method: what its handle says already, and what a framework adds to each id,
//! need not be said.
//!
//! Whether one of them is told from those of the other methods is decided in `handle`.

use super::verb::verb;
use crate::name::{self, noun};

/// Methods that a handle has itself, and those that clippy takes for those of a trait.
pub(in crate::lower::operations) const METHODS: [&str; 9] =
    ["new", "clone", "fmt", "as_ref", "borrow", "deref", "cmp", "eq", "hash"];

/// Words that say what a tag is, and not what it is about.
const KINDS: [&str; 6] = ["api", "apis", "controller", "endpoints", "resource", "service"];

/// Words that go on with what stands before them.
const JOINTS: [&str; 14] =
    ["and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per", "to", "with"];

/// Words for the parameters of a path.
const ID: [&str; 2] = ["id", "ids"];

/// Words that stand before a noun, and add nothing to it.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The nouns of a tag in words: as a whole, and without its kind.
pub(super) fn nouns(tag: &str) -> Vec<Vec<String>> {
    let name = name::value_name(tag);
    let whole: Vec<String> = name.split('_').map(str::to_owned).collect();
    let kind = whole.last().is_some_and(|last| KINDS.contains(&last.as_str()));
    let bare = whole.split_last().filter(|(_, bare)| kind && !bare.is_empty());
    let bare = bare.map(|(_, bare)| bare.to_vec());
    [whole].into_iter().chain(bare).collect()
}

/// The names that an operation could have in a handle with these nouns, in small letters, the
/// shortest first; the last is the whole one, `full`.
pub(super) fn candidates(
    (id, method, path): (&str, &str, &str),
    nouns: &[Vec<String>],
    full: &str,
) -> Vec<String> {
    let mut all = vec![full.to_owned()];
    let framed = without_path(id, method, path).or_else(|| without_class(id));
    all.extend(framed.map(name::value_name));
    // Twice, as GitHub has `copilot/copilot-usage`: a name space, and the name.
    for step in [Step::Start, Step::Start, Step::Verb] {
        let words: Vec<&str> = all.last().map(|name| name.split('_').collect()).unwrap_or_default();
        let cut = nouns.iter().find_map(|noun| {
            let noun: Vec<&str> = noun.iter().map(String::as_str).collect();
            match step {
                Step::Start => behind_noun(&words, &noun),
                Step::Verb => with_verb(&words, &noun, path),
            }
        });
        all.extend(cut.map(|words| words.join("_")));
    }
    let (full, shorter) = (all.first().cloned(), all.into_iter().skip(1).rev());
    shorter.filter(|name| is_name(name)).chain(full).collect()
}

/// Where the noun is looked for.
#[derive(Clone, Copy)]
enum Step {
    Start,
    Verb,
}

/// Whether a method can be called so as it is.
fn is_name(name: &str) -> bool {
    !METHODS.contains(&name)
        && !name::is_keyword(name)
        && name.starts_with(char::is_alphabetic)
        && name == name::value_name(name)
}

/// What is behind the handle's noun: `list` of `droplets_list`.
fn behind_noun(words: &[&str], noun: &[&str]) -> Option<Vec<String>> {
    let rest = words.get(noun::begins(words, noun)?..)?;
    let is_name = |first: &&str| !JOINTS.contains(first) && is_word(first);
    rest.first().is_some_and(is_name).then(|| owned(rest))
}

/// The verb, and what is behind the handle's noun: `list` of `list_indexes`, `get_stats` of
/// `get_index_stats`.
fn with_verb(words: &[&str], noun: &[&str], path: &str) -> Option<Vec<String>> {
    let (verb, mut rest) = words.split_at_checked(verb(words)?)?;
    if let Some((article, others)) = rest.split_first()
        && ARTICLES.contains(article)
    {
        rest = others;
    }
    let (noun, rest) = rest.split_at_checked(noun::begins(rest, noun)?)?;
    if let Some(rest) = behind_parameters(rest, noun, path) {
        return Some([owned(verb), rest].concat());
    }
    // A plural is seldom a part of another noun, and who saves `albums_user` saves no user: the path
    // has to have what it would be.
    let is_many = noun.last().is_some_and(|last| noun::looks_plural(last));
    let goes_on = |first: &&str| match JOINTS.contains(first) {
        // `get_pet_and_owner` gets more than an owner.
        true => !["and", "or"].contains(first),
        false => is_word(first) && (!is_many || is_on(path, first)),
    };
    rest.first().is_none_or(goes_on).then(|| [owned(verb), owned(rest)].concat())
}

/// What is behind the noun and its parameters in the id of an operation that is called by its path, which has
/// their names there, or ids: `items` of `folders_id_items`. Where nothing is, by what one is found.
fn behind_parameters(words: &[&str], noun: &[&str], path: &str) -> Option<Vec<String>> {
    let mut segments = path.split('/');
    segments.find(|segment| {
        let name = name::value_name(segment);
        let named: Vec<&str> = name.split('_').collect();
        !segment.contains('{') && noun::begins(&named, noun) == Some(named.len())
    })?;
    let segments: Vec<&str> = segments.collect();
    let name = |segment: &&str| segment.strip_prefix('{')?.strip_suffix('}').map(name::value_name);
    let parameters: Vec<String> = segments.iter().map_while(name).collect();
    let (mut rest, mut found_by) = (words, Vec::new());
    for parameter in &parameters {
        let named: Vec<&str> = parameter.split('_').collect();
        if rest.starts_with(&named) {
            rest = rest.get(named.len()..)?;
            found_by = owned(named.get(noun::begins(&named, noun).unwrap_or_default()..)?);
        } else {
            let (_, others) = rest.split_first().filter(|(first, _)| ID.contains(first))?;
            rest = others;
            // Another one could be what is asked for.
            let is_id = named.last().is_some_and(|last| ID.contains(last));
            found_by = if is_id { owned(&["id"]) } else { Vec::new() };
        }
    }
    let (is_one, is_end) = (parameters.len() == 1, parameters.len() == segments.len());
    match rest.first() {
        _ if parameters.is_empty() => None,
        Some(first) => (is_word(first) && !JOINTS.contains(first)).then(|| owned(rest)),
        None => {
            (is_one && is_end && !found_by.is_empty()).then(|| [owned(&["by"]), found_by].concat())
        }
    }
}

/// Whether a path has the word, aside from its parameters.
fn is_on(path: &str, word: &str) -> bool {
    let literal = path.split('/').filter(|segment| !segment.contains('{'));
    literal
        .map(name::value_name)
        .any(|name| name.split('_').any(|known| noun::is_same(known, word)))
}

/// Whether it is more than a number, which could be that of a collision, and more than the name of
/// a parameter: `get_folders_id` gets no id.
fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && !ID.contains(&word)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The name of the function, of an id that FastAPI makes of it, the path and the method: `read_item`
/// of `read_item_items__item_id__get`.
fn without_path<'a>(id: &'a str, method: &str, path: &str) -> Option<&'a str> {
    let is_kept = |letter: char| letter.is_alphanumeric() || letter == '_';
    let path: String =
        path.chars().map(|letter| if is_kept(letter) { letter } else { '_' }).collect();
    let name = id.strip_suffix(&format!("{path}_{}", method.to_lowercase()))?;
    (!name.is_empty()).then_some(name)
}

/// The name of the method, of an id that NestJS makes of it and its class: `bar` of
/// `FooController_bar`.
fn without_class(id: &str) -> Option<&str> {
    let (class, rest) = id.split_once("Controller")?;
    let is_class =
        class.starts_with(char::is_uppercase) && class.chars().all(char::is_alphanumeric);
    let (version, method) = rest.split_once('_')?;
    let is_version = version.is_empty() || version.starts_with(['V', 'v']);
    // Versions of a class: `FooController_bar_v1`, or `FooControllerV1_bar`.
    (is_class && is_version && !method.is_empty()).then_some(method)
}

#[cfg(test)]
mod tests {
    use super::{candidates, nouns};
    use crate::name::value_name;

    fn shortest(tag: &str, id: &str) -> String {
        all(tag, (id, "GET", "/x")).remove(0)
    }

    fn all(tag: &str, request: (&str, &str, &str)) -> Vec<String> {
        candidates(request, &nouns(tag), &value_name(request.0))
    }

    #[test]
    fn the_words_of_the_tag_are_cut_from_the_start() {
        for (tag, id, name) in [
            ("Droplets", "droplets_list", "list"),
            ("droplets", "Droplet-list", "list"),
            ("Issues", "issues/list-for-repo", "list_for_repo"),
            ("emails", "emails.send", "send"),
            ("Order Items", "orderItemsList", "list"),
            ("orderItems", "order_item_list", "list"),
            ("order_items", "orderitems/list", "list"),
            ("emails/send", "emails_send_later", "later"),
            ("Users API", "usersList", "list"),
            ("user-controller", "userList", "list"),
            ("Entities", "entity_get", "get"),
            ("Addresses", "addressGet", "get"),
            ("Indices", "index_get", "get"),
            ("VMs", "vmsStart", "start"),
        ] {
            assert_eq!(shortest(tag, id), name, "{tag} {id}");
        }
    }

    #[test]
    fn the_noun_is_cut_behind_a_verb() {
        for (tag, id, name) in [
            ("Indexes", "list_indexes", "list"),
            ("Indexes", "create_index", "create"),
            ("Indexes", "getIndexStats", "get_stats"),
            ("Order Items", "createOrderItem", "create"),
            ("x", "list_xs_xyz", "list_xs_xyz"),
            ("copilot", "copilot/copilot-usage", "usage"),
            ("pet", "findPetsByStatus", "find_by_status"),
            ("Analytics", "getAnalyticsMetrics", "get_metrics"),
            ("users", "bulkCreateUsers", "bulk_create"),
            ("users", "create_or_update_user", "create_or_update"),
            ("Artists", "get-an-artist", "get"),
            ("droplets", "droplets_list_droplets", "list"),
        ] {
            assert_eq!(shortest(tag, id), name, "{tag} {id}");
        }
    }

    #[test]
    fn what_is_left_is_a_name_or_the_words_stay() {
        for (tag, id) in [
            ("users", "user"),
            ("users", "users_by_id"),
            ("users", "users_2"),
            ("users", "get_user_2"),
            ("pets", "get_pet_and_owner"),
            ("albums", "save_albums_user"),
            ("folders", "get_folders_id"),
            ("folders", "get_folder_id_items"),
            ("folders", "folder_id"),
            ("pets", "active_pets"),
            ("items", "move_items"),
            ("types", "types_type"),
            ("pets", "clone_pet"),
            ("pets", "pets_new"),
            ("pets", "petstore_list"),
            ("pets", "petted_list"),
        ] {
            assert_eq!(shortest(tag, id), id, "{tag}");
        }
    }

    #[test]
    fn an_id_that_is_made_of_its_path_says_no_noun_twice() {
        let of = |id: &str, rest: &str| {
            all("Legal holds", (id, "GET", &format!("/legal_holds{rest}"))).remove(0)
        };
        for (id, rest, name) in [
            ("get_legal_holds_id", "/{legal_hold_id}", "get_by_id"),
            ("get-legal-holds-id", "/{id}", "get_by_id"),
            ("get-legalHolds-legalHoldId", "/{legalHoldId}", "get_by_id"),
            ("get_legal_holds_name", "/{name}", "get_by_name"),
            ("get_legal_holds_id_items", "/{id}/items", "get_items"),
            ("get_legal_holds_id_items_id", "/{id}/items/{item}", "get_items_id"),
            ("get_legal_holds_id_id_items", "/{scope}/{key}/items", "get_items"),
            ("getLegalHoldScopeKeyItems", "/{scope}/{key}/items", "get_items"),
        ] {
            assert_eq!(of(id, rest), name);
        }
        for (id, rest) in [
            ("get_legal_holds_id", ""),
            ("get_legal_holds_id", "/{name}"),
            ("get_legal_holds_id", "/{hold_id}/id"),
            ("get_legal_holds_id", "/of/{hold_id}"),
            ("get_legal_holds_id_id", "/{hold_id}/{other_id}"),
            ("get_legal_holds_id_2", "/{hold_id}"),
            ("get_legal_holds_id_and_name", "/{hold_id}"),
        ] {
            assert_eq!(of(id, rest), id, "{rest}");
        }
    }

    #[test]
    fn what_the_path_says_counts_and_what_frameworks_add_does_not() {
        let request = ("read_item_items__item_id__get", "GET", "/items/{item_id}");
        let names = ["read", "read_item", "read_item_items_item_id_get"];
        assert_eq!(all("items", request), names);
        assert_eq!(all("", ("root__get", "GET", "/")), ["root", "root_get"]);
        assert_eq!(all("actions", ("get_actions_cache", "GET", "/a/caches")).len(), 2);
        assert_eq!(all("actions", ("get_actions_cache", "GET", "/a/{cache}")).len(), 1);
        // Another path: no such id.
        let request = ("read_item_items__item_id__get", "GET", "/items");
        assert_eq!(all("other", request).len(), 1);
        assert_eq!(shortest("foo", "FooController_bar"), "bar");
        assert_eq!(shortest("bar", "FooController_findAll_v1"), "find_all_v1");
        assert_eq!(shortest("bar", "FooControllerV1_findAll"), "find_all");
        assert_eq!(shortest("bar", "resetController_x"), "reset_controller_x");
    }
}
