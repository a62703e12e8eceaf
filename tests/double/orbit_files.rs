//! Orbit's files and directories, and files that are there for a while.

use cbrain_apteco::runtime::{Body, Part};

use crate::orbit::{session, session_of};
use crate::raw::double;

fn part(content: &'static str) -> Part {
    Part::new(content).with_file_name("a.txt")
}

#[tokio::test]
async fn a_file_is_written_read_copied_and_deleted() {
    let double = double().await;
    let session = session(&double).await;
    let files = session.files();
    // The slashes stay, and what else is special does not.
    let path = "Private/my dir/a+b.txt";
    let entry = files.upload("Holidays", path, part("abc")).await.unwrap();
    assert_eq!((entry.name.as_str(), entry.path.as_str()), ("a+b.txt", path));
    assert_eq!(files.get("holidays", path).await.unwrap().as_ref(), b"abc");
    files.copy("Holidays", "copies/c.txt", path, "Public").await.unwrap();
    files.delete("Holidays", path).await.unwrap();
    assert!(files.get("Holidays", path).await.unwrap_err().is_not_found());
    assert_eq!(files.get("Holidays", "Public/copies/c.txt").await.unwrap().as_ref(), b"abc");
}

#[tokio::test]
async fn private_files_are_their_owners_and_public_ones_everybodys() {
    let double = double().await;
    let anna = session(&double).await.files();
    let ben = session_of(&double, "ben").await.files();
    anna.upload("Holidays", "Private/a.txt", part("abc")).await.unwrap();
    anna.upload("Holidays", "Public/a.txt", part("abc")).await.unwrap();
    assert!(ben.get("Holidays", "Private/a.txt").await.unwrap_err().is_not_found());
    assert_eq!(ben.get("Holidays", "Public/a.txt").await.unwrap().as_ref(), b"abc");
    assert!(ben.get("Holidays", "Elsewhere/a.txt").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn directories_are_made_listed_and_deleted() {
    let double = double().await;
    let session = session(&double).await;
    let directories = session.directories();
    let listed = async |path: &str| {
        let list = directories.list_entries("Holidays", path).await.unwrap().into_inner().list;
        list.into_iter().map(|entry| format!("{} {}", entry.r#type, entry.name)).collect::<Vec<_>>()
    };
    let roots = directories.list_roots("Holidays").await.unwrap();
    assert_eq!(roots.list.len(), 2);
    directories.create("Holidays", "Private/lists/old").await.unwrap();
    session.files().upload("Holidays", "Private/lists/a.txt", part("abc")).await.unwrap();
    assert_eq!(listed("Private").await, ["Directory lists"]);
    assert_eq!(listed("Private/lists").await, ["File a.txt", "Directory old"]);
    directories.delete("Holidays", "Private/lists").await.unwrap();
    assert!(listed("Private").await.is_empty());
    let gone = directories.list_entries("Holidays", "Private/lists").await.unwrap_err();
    assert!(gone.is_not_found());
}

#[tokio::test]
async fn a_temporary_file_is_put_together_of_its_parts() {
    let double = double().await;
    let files = session(&double).await.temporary_files();
    files.upload_in_parts("a__1.csv", Body::from("abcdefgh"), 3, |_| {}).await.unwrap();
    assert_eq!(files.get("a__1.csv").await.unwrap().as_ref(), b"abcdefgh");
    // The parts are gone then.
    assert!(files.get_part("a__1.csv", 0).await.unwrap_err().is_not_found());
    files.upload_part("b__2.csv", 1, part("abc")).await.unwrap();
    assert_eq!(files.get_part("b__2.csv", 1).await.unwrap().as_ref(), b"abc");
    let error = files.upload_part("b__2.csv", 2, part("d")).final_part(true).await.unwrap_err();
    assert_eq!(error.message().as_deref(), Some("a piece is missing"));
}

#[tokio::test]
async fn a_part_without_the_name_of_a_file_is_no_file() {
    let double = double().await;
    let files = session(&double).await.files();
    let error = files.upload("Holidays", "Private/a.txt", Part::new("abc")).await.unwrap_err();
    assert!(error.is_bad_request(), "{error}");
}
