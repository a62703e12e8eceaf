//! Names that a crate has stay: with its lock, what is added to a document takes none away.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clientwright::cli::{Failure, Job, Settings};
use clientwright::disk;
use clientwright::model::{Api, Content, Operation, Shape, Tag, TypeId};
use clientwright::name::lock::Lock;
use clientwright::selection::Selection;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use tests::fixture;

fn options(lock: Option<Lock>) -> Options {
    Options { lock, ..Options::new("a") }
}

fn crate_of(text: &str, lock: Option<&Lock>) -> Generated {
    let sources = [Source::new("a.yaml", text)];
    let (generated, found) = generate(&sources, &options(lock.cloned()));
    generated.unwrap_or_else(|| panic!("{}\n{text}", found.render(&sources, false)))
}

fn is_sound(text: &str) -> bool {
    generate(&[Source::new("a.yaml", text)], &options(None)).0.is_some()
}

/// What each thing of an API is called: a thing is told by the document, whatever else is in it. With
/// `others`, a type that stands for several places has the names of all of them at each.
fn things(api: &Api, text: &str, others: bool) -> BTreeMap<String, BTreeSet<String>> {
    let root: serde_yaml::Value = serde_yaml::from_str(text).unwrap_or_default();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |thing: String, name: &str| {
        all.entry(thing).or_default().insert(name.to_owned());
    };
    let place =
        |id: TypeId| api.types.get(id.0).map(|decl| stable(&root, &decl.origin.to_string()));
    for decl in &api.types {
        let thing = stable(&root, &decl.origin.to_string());
        add(format!("type {thing}"), &decl.name.rust);
        match &decl.shape {
            Shape::Struct { fields, .. } => {
                for field in fields {
                    add(format!("field {thing} {}", field.name.wire), &field.name.rust);
                }
            }
            Shape::Enum { values, .. } => {
                for value in values {
                    add(format!("value {thing} {}", value.name.wire), &value.name.rust);
                }
            }
            Shape::Union { arms, .. } => {
                for arm in arms {
                    let held = arm.ty.named().and_then(place);
                    let held = held.unwrap_or_else(|| format!("{:?}", arm.ty));
                    add(format!("arm {thing} {held}"), &arm.name);
                }
            }
            _ => {}
        }
    }
    for alias in &api.aliases {
        let thing = stable(&root, &alias.origin.to_string());
        add(format!("type {thing}"), &alias.name.rust);
        if others {
            let stands = place(alias.ty).unwrap();
            add(format!("type {stands}"), &alias.name.rust);
            let same = api.aliases.iter().filter(|other| other.ty == alias.ty);
            let names = same.map(|other| &other.name.rust);
            let names = names.chain(api.decl(alias.ty).map(|decl| &decl.name.rust));
            names.for_each(|name| add(format!("type {thing}"), name));
        }
    }
    for tag in &api.tags {
        add(format!("tag {}", tag.name.wire), &tag.name.rust);
        for one in tag.operations.iter().filter(|one| !one.is_variant()) {
            let thing = format!("{} {}", tag.name.wire, one.name.wire);
            add(format!("method {thing}"), &one.name.rust);
            for (what, name) in shared(api, tag, one) {
                add(format!("{what} of {thing}"), &name);
            }
            for parameter in &one.parameters {
                let wire = format!("{:?} {}", parameter.place, parameter.name.wire);
                add(format!("argument {thing} {wire}"), &parameter.name.rust);
            }
        }
    }
    all
}

/// The names that an operation has for its failures and its headers: its own, and those of the tag and of
/// the API, by what they are.
fn shared(api: &Api, tag: &Tag, one: &Operation) -> Vec<(String, String)> {
    let content = |content: &Content| content.ty().map(|ty| ty.text(api)).unwrap_or_default();
    let failures = one.failures.iter();
    let failures = failures.map(|one| format!("{:?} {}", one.status, content(&one.content)));
    let failures = format!("failures {:?}", failures.collect::<Vec<_>>());
    let headers = one.headers.iter().flat_map(|headers| &headers.fields);
    let headers = headers.map(|one| format!("{} {}", one.name.wire, one.ty.text(api)));
    let headers = format!("headers {:?}", headers.collect::<Vec<_>>());
    let mut all = vec![("failures".to_owned(), one.error_name.clone())];
    let own = one.headers.as_ref();
    all.extend(own.map(|headers| ("headers".to_owned(), headers.name.clone())));
    let others = [
        (failures, one.shared_error.as_ref()),
        (headers, own.and_then(|headers| headers.shared.as_ref())),
    ];
    for (what, shared) in others {
        let Some(shared) = shared else { continue };
        let is_own = |one: &Operation| {
            let headers = one.headers.as_ref().map(|headers| &headers.name);
            one.error_name == shared.name || headers == Some(&shared.name)
        };
        // The name of another operation goes where that operation goes.
        if shared.is_of_api || !tag.operations.iter().any(is_own) {
            all.push((what.clone(), shared.name.clone()));
        }
        let aliases = tag.common.aliases.iter().filter(|(_, of)| *of == shared.name);
        all.extend(aliases.map(|(alias, _)| (what.clone(), alias.clone())));
    }
    all
}

/// A place whose steps do not depend on an order: parameters have their names.
fn stable(root: &serde_yaml::Value, at: &str) -> String {
    let mut value = Some(root);
    let mut out = String::new();
    let mut last = String::new();
    for token in at.trim_start_matches('#').split('/').filter(|token| !token.is_empty()) {
        let token = token.replace("~1", "/").replace("~0", "~");
        value = value.and_then(|value| match value {
            serde_yaml::Value::Sequence(list) => list.get(token.parse::<usize>().ok()?),
            value => value.get(token.as_str()),
        });
        let named = value.filter(|_| last == "parameters");
        let name = |key: &str| named.and_then(|it| it.get(key)).and_then(|name| name.as_str());
        let name = name("name").or_else(|| name("$ref"));
        write!(out, "/{}", name.unwrap_or(&token)).unwrap();
        last = token;
    }
    out
}

/// The things that are there before and after and lost a name.
fn moved(before: (&Api, &str), after: (&Api, &str)) -> Vec<String> {
    let after = things(after.0, after.1, true);
    let lost = |(thing, names): (String, BTreeSet<String>)| {
        let now = after.get(&thing)?;
        let lost: Vec<_> = names.difference(now).cloned().collect();
        (!lost.is_empty()).then(|| format!("{thing}: {lost:?} became {now:?}"))
    };
    things(before.0, before.1, false).into_iter().filter_map(lost).collect()
}

/// Something of a document: whether it comes later only, and where it stands then.
type Added<T> = (T, bool, u8);

/// Things with a name each, which have such things: each with a number for what it is.
type Named = Vec<Added<(String, Vec<Added<(String, usize)>>)>>;

/// A document: what is in it from the start, and what is added.
#[derive(Debug, Clone)]
struct Growing {
    schemas: Named,
    operations: Named,
    /// The tag, the failures and the headers of each operation, by its number in the list.
    kinds: Vec<(usize, usize, usize)>,
}

const TAGS: [&str; 3] = ["pets", "shops", "Pet Shops"];
const FAILURES: [&str; 3] = [
    "",
    ", '404': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/First'}}}}",
    ", '404': {description: a}, '409': {description: b}",
];
const HEADERS: [&str; 3] = [
    "{}",
    "{X-Rate: {schema: {type: integer}}}",
    "{X-Rate: {schema: {type: string}}, X-Left: {schema: {type: string}}}",
];

/// What is there before, in its order; or all, in another order.
fn taken<T>(all: &[Added<T>], is_grown: bool) -> Vec<&T> {
    let mut all: Vec<_> = all.iter().filter(|(_, is_new, _)| is_grown || !is_new).collect();
    if is_grown {
        all.sort_by_key(|(_, _, order)| *order);
    }
    all.into_iter().map(|(thing, _, _)| thing).collect()
}

const SCHEMAS: [&str; 14] = [
    "Pet",
    "pet",
    "Owner",
    "PetStatus",
    "petStatus",
    "Status",
    "Kind",
    "OwnerKind",
    "Item",
    "PetKind",
    "PetStatusProperty",
    "Pet2",
    "PetRequest",
    "OwnerStatusSchema",
];
const WORDS: [&str; 9] =
    ["status", "Status", "kind", "dueDate", "due_date", "DueDate", "type", "kind-", "a"];
const OPERATIONS: [&str; 9] = [
    "list",
    "list_pets",
    "get_pet",
    "get_pets",
    "pets_get",
    "createPet",
    "create_pet",
    "CREATE_PET",
    "create",
];
const CONTENTS: [&str; 6] = [
    "{type: string, enum: [on, off]}",
    "{type: string, enum: [ON, off, on]}",
    "{type: object, properties: {x: {type: string, enum: [u, v]}}}",
    "{type: array, items: {type: object, properties: {b: {type: string}}}}",
    "{type: string}",
    "{oneOf: [{type: string}, {type: object, required: [z], properties: {z: {type: integer}}}]}",
];

impl Growing {
    fn text(&self, is_grown: bool) -> String {
        let mut out = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n".to_owned();
        out.push_str(
            "  /z: {get: {operationId: zzz, tags: [pets], responses: {'204': {description: a}}}}\n",
        );
        for (id, parameters) in taken(&self.operations, is_grown) {
            let place = self.operations.iter().position(|((known, _), ..)| known == id).unwrap();
            let (tag, failures, headers) = self.kinds[place];
            let (tag, failures, headers) = (TAGS[tag], FAILURES[failures], HEADERS[headers]);
            writeln!(out, "  /{id}:\n    get:\n      operationId: {id}\n      tags: [{tag}]")
                .unwrap();
            writeln!(out, "      parameters:").unwrap();
            writeln!(out, "      - {{name: q0, in: query, schema: {{type: string}}}}").unwrap();
            for (name, content) in taken(parameters, is_grown) {
                let content = CONTENTS[content % 2];
                writeln!(out, "      - {{name: {name}, in: query, schema: {content}}}").unwrap();
            }
            let schema = "{type: object, properties: {status: {type: string, enum: [r, s]}}}";
            writeln!(out, "      responses: {{'200': {{description: a, headers: {headers}, content: {{application/json: {{schema: {schema}}}}}}}{failures}}}").unwrap();
        }
        out.push_str("components:\n  schemas:\n    First: {type: object}\n");
        for (name, properties) in taken(&self.schemas, is_grown) {
            writeln!(out, "    {name}:\n      type: object\n      properties:").unwrap();
            writeln!(out, "        id: {{type: string}}").unwrap();
            for (word, content) in taken(properties, is_grown) {
                writeln!(out, "        {word}: {}", CONTENTS[*content]).unwrap();
            }
        }
        out
    }
}

fn growing() -> impl Strategy<Value = Growing> {
    let parts = || vec(((0..WORDS.len(), 0..CONTENTS.len()), any::<bool>(), any::<u8>()), 0..5);
    let named = |names: &'static [&'static str]| {
        let all = vec(((0..names.len(), parts()), any::<bool>(), any::<u8>()), 0..6);
        all.prop_map(move |all| {
            let mut known = BTreeSet::new();
            let all = all.into_iter().filter(|((name, _), ..)| known.insert(*name));
            let all: Vec<_> = all.collect();
            let all = all.into_iter().map(|((name, parts), is_new, order)| {
                let mut known = BTreeSet::new();
                let parts: Vec<_> =
                    parts.into_iter().filter(|((word, _), ..)| known.insert(*word)).collect();
                let parts = parts.into_iter().map(|((word, content), is_new, order)| {
                    ((WORDS[word].to_owned(), content), is_new, order)
                });
                ((names[name].to_owned(), parts.collect()), is_new, order)
            });
            all.collect()
        })
    };
    let kinds = vec((0..TAGS.len(), 0..FAILURES.len(), 0..HEADERS.len()), OPERATIONS.len());
    (named(&SCHEMAS), named(&OPERATIONS), kinds).prop_map(|(schemas, operations, kinds)| Growing {
        schemas,
        operations,
        kinds,
    })
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_added_moves_no_name(growing in growing()) {
        let (before, after) = (growing.text(false), growing.text(true));
        let first = crate_of(&before, None);
        let second = crate_of(&after, Some(&first.lock));
        let moved = moved((&first.apis[0], &before), (&second.apis[0], &after));
        prop_assert!(moved.is_empty(), "{moved:#?}\n{before}\n{after}\n{}", first.lock.text(""));
    }

    #[test]
    fn without_a_change_the_lock_changes_nothing(growing in growing()) {
        let text = growing.text(true);
        let first = crate_of(&text, None);
        let again = crate_of(&text, Some(&first.lock));
        prop_assert_eq!(&first.lock, &again.lock, "{}", text);
        prop_assert!(first.tree == again.tree, "{}", text);
        let before = crate_of(&growing.text(false), None);
        let grown = crate_of(&text, Some(&before.lock));
        let again = crate_of(&text, Some(&grown.lock));
        prop_assert_eq!(grown.lock.text(""), again.lock.text(""), "{}", text);
        prop_assert!(grown.tree == again.tree, "{}", text);
    }
}

/// The pairs of real documents, old and new; none where they are not at hand.
fn pairs() -> Vec<(String, PathBuf, PathBuf)> {
    let folder = std::env::var_os("CLIENTWRIGHT_EVOLUTION").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/evolution");
    let folders = std::fs::read_dir(folder.unwrap_or(beside)).into_iter().flatten().flatten();
    let pairs = folders.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let of = |stem: &str| {
            let paths =
                ["yaml", "yml", "json"].map(|end| entry.path().join(format!("{stem}.{end}")));
            paths.into_iter().find(|path| path.exists())
        };
        Some((name, of("old")?, of("new")?))
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

#[test]
fn no_name_of_a_real_document_moves_when_it_grows() {
    let pairs = pairs();
    if pairs.is_empty() {
        eprintln!("skipped: no pairs of documents; CLIENTWRIGHT_EVOLUTION names their folder");
    }
    let mut faults = String::new();
    for (name, old, new) in pairs {
        let text = |path: &Path| std::fs::read_to_string(path).unwrap();
        let (old, new) = (text(&old), text(&new));
        if !is_sound(&old) || !is_sound(&new) {
            eprintln!("{name}: skipped, as one of the two has errors");
            continue;
        }
        let first = crate_of(&old, None);
        let second = crate_of(&new, Some(&first.lock));
        let moved_with = moved((&first.apis[0], &old), (&second.apis[0], &new));
        let fresh = crate_of(&new, None);
        let moved_without = moved((&first.apis[0], &old), (&fresh.apis[0], &new));
        let lines = first.lock.text("").lines().count();
        eprintln!("{name}: {lines} lines; moved: {} without the lock", moved_without.len());
        for moved in &moved_without {
            eprintln!("  {moved}");
        }
        for moved in moved_with {
            writeln!(faults, "{name}: {moved}").unwrap();
        }
        let again = crate_of(&new, Some(&second.lock));
        assert!(again.tree == second.tree, "{name}: the next run is another one");
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn no_fixture_is_another_one_with_its_own_lock() {
    for path in fixture::all() {
        let sources = fixture::sources(&path);
        let mut options = fixture::options(&path);
        let Some(first) = generate(&sources, &options).0 else { continue };
        options.lock = Some(Lock::read(&first.lock.text("")).unwrap());
        let again = generate(&sources, &options).0.unwrap();
        let differs = first.tree.iter().find(|(path, text)| again.tree.get(path) != Some(text));
        let differs = differs.map(|(at, text)| (at, text, again.tree.get(at)));
        assert!(differs.is_none(), "{}: {differs:#?}", path.display());
    }
}

/// A document of schemas.
fn schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

#[test]
fn a_name_is_not_passed_to_what_comes_before_it() {
    let pet = "    PetStatus: {type: object}\n    Pet: {type: object, properties: {";
    let status = "Status: {type: string, enum: [on, off]}";
    let first = crate_of(&schemas(&format!("{pet}{status}}}}}")), None);
    let grown = schemas(&format!("{pet}status: {{type: string, enum: [on, off]}}, {status}}}}}"));
    let second = crate_of(&grown, Some(&first.lock));
    let line = "type a Pet/properties/Status = PetStatusProperty\n";
    assert!(first.lock.text("").contains(line), "{}", first.lock.text(""));
    assert!(second.lock.text("").contains(line), "{}", second.lock.text(""));
}

#[test]
fn what_is_in_a_type_is_called_by_the_name_that_it_has() {
    let due =
        "DueDate: {oneOf: [{type: string}, {type: object, properties: {z: {type: integer}}}]}";
    let pet = "    Pet: {type: object, properties: {";
    let first = crate_of(&schemas(&format!("{pet}{due}}}}}")), None);
    let grown = schemas(&format!("{pet}dueDate: {{type: string, enum: [on, off]}}, {due}}}}}"));
    let second = crate_of(&grown, Some(&first.lock));
    let line = "type a Pet/properties/DueDate Z = PetDueDateZ\n";
    assert!(first.lock.text("").contains(line), "{}", first.lock.text(""));
    assert!(second.lock.text("").contains(line), "{}", second.lock.text(""));
}

#[test]
fn a_name_of_which_nothing_is_left_is_free() {
    let before = schemas(
        "    Pet: {type: object, properties: {status: {type: string, enum: [a, b]}, dueDate: {type: string}}}\n",
    );
    let first = crate_of(&before, None);
    let inline = "{$ref: '#/components/schemas/PetStatus'}";
    let after = schemas(&format!(
        "    PetStatus: {{type: string, enum: [a, b, c]}}\n    Pet: {{type: object, properties: {{status: {inline}, due_date: {{type: string}}}}}}\n"
    ));
    let second = crate_of(&after, Some(&first.lock));
    let names: Vec<&str> =
        second.apis[0].types.iter().map(|decl| decl.name.rust.as_str()).collect();
    assert_eq!(names, ["PetStatus", "Pet"]);
    let pet = &second.apis[0].types[1];
    let Shape::Struct { fields, .. } = &pet.shape else { panic!("{pet:?}") };
    assert_eq!(fields[1].name.rust, "due_date");
    assert!(first.lock.gone_in(&second.lock) > 0);
}

/// A document with operations of the tag `pets`, each with its failures.
fn failing(operations: &[(&str, &str)]) -> String {
    let mut out = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n".to_owned();
    for (id, failures) in operations {
        let failures = failures.split(' ').map(|code| format!(", '{code}': {{description: b}}"));
        let failures: String = failures.collect();
        writeln!(out, "  /{id}: {{get: {{operationId: {id}, tags: [pets], responses: {{'204': {{description: a}}{failures}}}}}}}").unwrap();
    }
    out
}

#[test]
fn failures_are_called_by_the_tag_as_long_as_one_operation_has_them() {
    let usual = "404 409";
    let before = failing(&[("a", usual), ("b", usual), ("c", "500")]);
    let first = crate_of(&before, None);
    let names = |of: &Generated| {
        let errors = of.apis[0].tags[0].common.errors.iter();
        errors.map(|errors| (errors.name.clone(), errors.variants.len())).collect::<Vec<_>>()
    };
    assert_eq!(names(&first), [("PetsError".to_owned(), 2)]);
    // The first that had them has others now, as most have.
    let others = "401 402 403";
    let after = [("a", others), ("b", usual), ("c", others), ("d", others)];
    let second = crate_of(&failing(&after), Some(&first.lock));
    assert_eq!(names(&second), [("PetsError".to_owned(), 2), ("AError".to_owned(), 3)]);
    let own = second.apis[0].tags[0].operations.iter().map(|one| one.error_name.as_str());
    assert_eq!(own.collect::<Vec<_>>(), ["AError", "BError", "CError", "DError"]);
    let again = crate_of(&failing(&after), Some(&second.lock));
    assert!(again.tree == second.tree);
    // Where nothing has them any more, the name is free.
    let third = failing(&[("a", others), ("b", others), ("c", others)]);
    let third = crate_of(&third, Some(&second.lock));
    assert_eq!(names(&third), [("PetsError".to_owned(), 3)]);
}

/// The job of a document in a folder.
fn job(folder: &Path, text: &str) -> Job {
    let document = folder.join("a.yaml");
    std::fs::write(&document, text).unwrap();
    Job::of_document("clientwright codegen", &document, &folder.join("a"), Settings::default())
        .unwrap()
}

fn written(job: &Job) -> Generated {
    let (generated, _) = job.generate().unwrap_or_else(|failure| panic!("{failure:?}"));
    disk::write(&job.out, &generated.tree, Some(&generated.manifest)).unwrap();
    generated
}

const PET: &str = "    Pet: {type: object, properties: {status: {type: string, enum: [a, b]}}}\n";
const GROWN: &str = "    PetStatus: {type: string}\n    Pet: {type: object, properties: {status: {type: string, enum: [a, b]}}}\n";

#[test]
fn a_crate_keeps_its_lock_beside_its_manifest_and_merges_it_by_lines() {
    let folder = tempfile::tempdir().unwrap();
    let first = written(&job(folder.path(), &schemas(PET)));
    let read = |name: &str| std::fs::read_to_string(folder.path().join("a").join(name)).unwrap();
    assert_eq!(Lock::read(&read("clientwright.lock")), Ok(first.lock));
    assert_eq!(read(".gitattributes"), "clientwright.lock merge=union\n");
    let grown = job(folder.path(), &schemas(GROWN));
    assert!(!grown.check().unwrap().is_clean());
    let (generated, report) = grown.generate().unwrap();
    assert_eq!(generated.apis[0].types[0].name.rust, "PetStatusSchema");
    assert!(report.contains("the type `PetStatus` would be `PetStatusProperty`"), "{report}");
    written(&grown);
    assert!(job(folder.path(), &schemas(GROWN)).check().unwrap().is_clean());
    let renamed = Job { renames: true, ..grown };
    assert_eq!(renamed.generate().unwrap().0.apis[0].types[0].name.rust, "PetStatus");
}

#[test]
fn what_a_newer_generator_wrote_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let job = job(folder.path(), &schemas(PET));
    written(&job);
    let path = job.out.join("clientwright.lock");
    let text = std::fs::read_to_string(&path).unwrap();
    let version = format!("version {}", clientwright::VERSION);
    std::fs::write(&path, text.replace(&version, "version 999.0.0")).unwrap();
    for renames in [false, true] {
        let job = Job { renames, ..job.clone() };
        let Err(Failure::Lock(message)) = job.generate() else { panic!("it is overwritten") };
        assert!(message.contains("999.0.0"), "{message}");
        assert!(message.contains("install 999.0.0 or newer, or delete the file"), "{message}");
    }
    std::fs::remove_file(&path).unwrap();
    written(&job);
}

#[test]
fn a_lock_that_cannot_be_read_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let job = job(folder.path(), &schemas(PET));
    written(&job);
    std::fs::write(job.out.join("clientwright.lock"), "version 0.0.1\n<<<<<<< HEAD\n").unwrap();
    let Err(Failure::Lock(message)) = job.generate() else { panic!("it is read") };
    assert!(message.contains("at line 2: a merge has left its marker"), "{message}");
}

#[test]
fn names_do_not_depend_on_what_is_selected() {
    let text = "openapi: 3.0.3\ninfo: {title: a, version: b}\npaths:\n  /a: {get: {operationId: listPets, tags: [pets], responses: {'200': {description: a, content: {application/json: {schema: {type: object, properties: {a: {type: string, enum: [b, c]}}}}}}}}}\n  /b: {get: {operationId: listShops, tags: [shops], responses: {'204': {description: a}}}}\n";
    let sources = [Source::new("a.yaml", text)];
    let whole = crate_of(text, None);
    let mut chosen = options(None);
    chosen.selection = Selection::parse(&["tag:shops".to_owned()], &[]).unwrap();
    let part = generate(&sources, &chosen).0.unwrap();
    assert_eq!(whole.lock, part.lock);
    assert_eq!(part.apis[0].tags.len(), 1);
}

#[test]
fn one_lock_is_for_all_documents_of_a_crate() {
    let both = |one: &str, lock: Option<Lock>| {
        let sources =
            [Source::new("one.yaml", schemas(one)), Source::new("two.yaml", schemas(PET))];
        generate(&sources, &options(lock)).0.unwrap()
    };
    let first = both(PET, None);
    let text = first.lock.text("");
    assert!(text.contains("type one Pet/properties/status = PetStatus\n"), "{text}");
    assert!(text.contains("type two Pet/properties/status = PetStatus\n"), "{text}");
    let second = both(GROWN, Some(first.lock.clone()));
    let names = |api: &Api| api.types.iter().map(|decl| decl.name.rust.clone()).collect::<Vec<_>>();
    assert_eq!(names(&second.apis[0]), ["PetStatusSchema", "Pet", "PetStatus"]);
    assert_eq!(names(&second.apis[1]), ["Pet", "PetStatus"]);
}
