//! CBRAIN's lists, files and tasks.

use serde_json::{Value, json};

use crate::double::Double;
use crate::raw::{JSON, Raw, double, log_in, send};

const BODY: &str = "Content-Type: application/json";

async fn get(double: &Double, token: &str, target: &str) -> Raw {
    send(double, &format!("GET {target}"), &[JSON, token], "").await
}

async fn length(double: &Double, token: &str, target: &str) -> usize {
    get(double, token, target).await.json().as_array().unwrap().len()
}

#[tokio::test]
async fn a_page_has_25_entries_unless_a_readable_number_says_otherwise() {
    let (double, many) = (double().await, 58);
    let token = log_in(&double).await;
    for (query, wanted) in [
        ("", 25),
        ("?per_page=10", 10),
        ("?per-page=10", 10),
        ("?per_page=many", 25),
        ("?per_page=0", 1),
        ("?per_page=5000", many),
        ("?page=0", 25),
        ("?page=first", 25),
        ("?page=3", many - 50),
        ("?page=4", 0),
        ("?page=18446744073709551615&per_page=1000", 0),
    ] {
        let target = format!("/userfiles{query}");
        assert_eq!(length(&double, &token, &target).await, wanted, "{query}");
    }
}

#[tokio::test]
async fn names_of_columns_filter() {
    let double = double().await;
    let token = log_in(&double).await;
    for (query, wanted) in [
        ("name=scan7.mnc", 1),
        ("data_provider_id=16", 0),
        ("name[]=scan7.mnc&name[]=scan8.mnc", 2),
        ("colour=red&per_page=30", 30),
    ] {
        let target = format!("/userfiles?{query}");
        assert_eq!(length(&double, &token, &target).await, wanted, "{query}");
    }
    let ids = get(&double, &token, "/userfiles?ids_only=1&per_page=2").await;
    assert_eq!(ids.json(), json!([501, 502]));
}

#[tokio::test]
async fn what_is_not_there_or_somebody_elses_is_told_by_an_object() {
    let double = double().await;
    let token = log_in(&double).await;
    for id in ["559", "9999", "abc"] {
        let response = get(&double, &token, &format!("/userfiles/{id}")).await;
        assert_eq!(response.status, 404);
        let body = response.json();
        assert_eq!((&body["type"], &body["id"]), (&json!("object not found"), &json!(id)));
        assert_eq!(body["model"], "Userfile");
        // Of its content, nothing is told at all.
        let response = get(&double, &token, &format!("/userfiles/{id}/content")).await;
        assert_eq!(response.parts(), (404, Some("application/json"), ""));
    }
}

#[tokio::test]
async fn files_out_of_reach_are_a_redirect() {
    let double = double().await;
    let token = log_in(&double).await;
    for line in ["POST /userfiles/download", "DELETE /userfiles/delete_files"] {
        for body in ["{}", r#"{"file_ids":[]}"#, r#"{"file_ids":[501,559]}"#] {
            let response = send(&double, line, &[JSON, BODY, &token], body).await;
            assert_eq!(response.status, 302, "{line} {body}");
            assert_eq!(response.header("location"), Some("/userfiles"));
        }
    }
}

#[tokio::test]
async fn files_come_as_bytes_with_their_names() {
    let double = double().await;
    let token = log_in(&double).await;
    let content = get(&double, &token, "/userfiles/501/content").await;
    let headers = [JSON, BODY, &token];
    // Numbers can be text.
    let body = r#"{"file_ids":["501"]}"#;
    let download = send(&double, "POST /userfiles/download", &headers, body).await;
    for response in [content, download] {
        assert_eq!(response.parts(), (200, Some("application/octet-stream"), "scan 1\n"));
        let disposition = response.header("content-disposition");
        assert_eq!(disposition, Some("attachment; filename=\"scan1.mnc\""));
    }
}

/// Sends parts by name and content, the one of the file with the name of a file.
async fn upload(double: &Double, token: &str, parts: &[(&str, &str)]) -> Raw {
    let mut body = String::new();
    for (name, content) in parts {
        let file = if *name == "upload_file" { "; filename=\"new.txt\"" } else { "" };
        body.push_str(&format!(
            "--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n"
        ));
    }
    body.push_str("--b--\r\n");
    let headers = [JSON, "Content-Type: multipart/form-data; boundary=b", token];
    send(double, "POST /userfiles", &headers, &body).await
}

#[tokio::test]
async fn an_upload_does_not_tell_the_number_of_the_file() {
    let double = double().await;
    let token = log_in(&double).await;
    let parts =
        [("upload_file", "a\r\n-b\n"), ("data_provider_id", "15"), ("userfile[group_id]", "103")];
    let response = upload(&double, &token, &parts).await;
    assert_eq!((response.status, response.json()), (201, json!({"notice": "File Uploaded"})));
    let content = get(&double, &token, "/userfiles/561/content").await;
    assert_eq!(content.parts(), (200, Some("text/plain"), "a\r\n-b\n"));
    // It has that name now.
    let response = upload(&double, &token, &parts).await;
    assert_eq!(response.status, 422);
    assert!(response.json()["notice"].is_string());
}

#[tokio::test]
async fn an_upload_without_a_file_or_its_wrapper_is_refused() {
    let double = double().await;
    let token = log_in(&double).await;
    let fileless = [("data_provider_id", "15"), ("userfile[group_id]", "103")];
    let response = upload(&double, &token, &fileless).await;
    assert_eq!(response.parts(), (422, Some("application/json"), ""));
    let bare = [("upload_file", "a"), ("data_provider_id", "15")];
    let response = upload(&double, &token, &bare).await;
    assert_eq!(response.status, 500);
    assert!(response.json()["error"].is_string());
}

#[tokio::test]
async fn a_task_is_a_step_further_each_time_that_it_is_asked_for() {
    let double = double().await;
    let token = log_in(&double).await;
    let task = json!({"cbrain_task": {
        "tool_config_id": 21, "results_data_provider_id": 15,
        "params": {"interface_userfile_ids": ["501"]},
    }});
    let headers = [JSON, BODY, &token];
    let made = send(&double, "POST /tasks", &headers, &task.to_string()).await;
    assert_eq!(made.status, 200);
    assert_eq!((&made.json()[0]["id"], &made.json()[0]["status"]), (&json!(301), &json!("New")));
    let mut seen = Vec::new();
    for _ in 0..4 {
        // Lists change nothing.
        get(&double, &token, "/tasks").await;
        seen.push(get(&double, &token, "/tasks/301").await.json()["status"].clone());
    }
    assert_eq!(seen, ["Queued", "On CPU", "Completed", "Completed"]);
    let results = get(&double, &token, "/userfiles?parent_id=501").await.json();
    assert_eq!(results.as_array().map(Vec::len), Some(1), "{results}");
    let with_output = get(&double, &token, "/tasks/301?get_task_outputs=true").await.json();
    assert_eq!(with_output["cluster_stdout"], "done\n");
}

#[tokio::test]
async fn tasks_are_ended_unless_they_are_over() {
    let double = double().await;
    let token = log_in(&double).await;
    let headers = [JSON, BODY, &token];
    let task = json!({"cbrain_task": {
        "tool_config_id": 21, "results_data_provider_id": 15,
        "params": {"interface_userfile_ids": ["501"]},
    }});
    for _ in 0..2 {
        send(&double, "POST /tasks", &headers, &task.to_string()).await;
    }
    for _ in 0..3 {
        get(&double, &token, "/tasks/301").await;
    }
    let line = "POST /tasks/operation?operation=terminate";
    let ended = send(&double, line, &headers, r#"{"tasklist":[301,302]}"#).await.json();
    assert_eq!(ended["skipped_list"], json!({"The task is over": [301]}));
    assert_eq!(ended["success_list"], json!([302]));
    let ended = get(&double, &token, "/tasks/302").await.json();
    assert_eq!(ended["status"], "Terminated");
    // Nothing to do is no failure, and another object.
    let none = send(&double, line, &headers, r#"{"tasklist":[999]}"#).await;
    assert_eq!((none.status, none.json()["message"].is_string()), (200, true));
}

#[tokio::test]
async fn what_programs_may_not_do_is_told_with_what_they_may() {
    let double = double().await;
    let token = log_in(&double).await;
    for method in ["PUT", "PATCH", "DELETE"] {
        let response = send(&double, &format!("{method} /tasks/301"), &[JSON, &token], "").await;
        assert_eq!(response.status, 400);
        assert!(response.json()["error"].as_str().unwrap().contains("index, show"));
    }
}

#[tokio::test]
async fn a_task_that_cannot_be_is_told_by_the_names_of_its_fields() {
    let double = double().await;
    let token = log_in(&double).await;
    let body = r#"{"cbrain_task":{"tool_config_id":21}}"#;
    let response = send(&double, "POST /tasks", &[JSON, BODY, &token], body).await;
    assert_eq!(response.status, 422);
    assert!(matches!(&response.json()["results_data_provider_id"], Value::Array(_)));
}

#[tokio::test]
async fn what_the_double_does_not_know_it_does_not_make_up() {
    let double = double().await;
    let token = log_in(&double).await;
    assert_eq!(get(&double, &token, "/tags").await.status, 501);
}
