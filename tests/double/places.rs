//! CBRAIN's lists of what tasks run on and by, and of where files lie.

use serde_json::{Value, json};

use crate::double::Double;
use crate::raw::{JSON, Raw, double, log_in, send};

async fn get(double: &Double, token: &str, target: &str) -> Raw {
    send(double, &format!("GET {target}"), &[JSON, token], "").await
}

async fn length(double: &Double, token: &str, target: &str) -> usize {
    get(double, token, target).await.json().as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn some_lists_have_pages_and_the_others_do_not_say_that_they_have_none() {
    let double = double().await;
    let token = log_in(&double).await;
    for (target, wanted) in [
        ("/tool_configs", 15),
        ("/tool_configs?page=2", 2),
        ("/tool_configs?per_page=many", 17),
        ("/bourreaux?per_page=1", 2),
        ("/data_providers?per_page=1", 2),
        ("/groups?per_page=1", 2),
        ("/tools?page=2", 1),
    ] {
        assert_eq!(length(&double, &token, target).await, wanted, "{target}");
    }
}

#[tokio::test]
async fn a_success_can_be_a_refusal() {
    let double = double().await;
    let token = log_in(&double).await;
    for (list, id, name) in [("bourreaux", 7, "Cluster"), ("data_providers", 15, "Main")] {
        assert_eq!(get(&double, &token, &format!("/{list}/{id}")).await.json()["name"], name);
        let response = get(&double, &token, &format!("/{list}/99")).await;
        assert_eq!(response.status, 200);
        assert!(matches!(&response.json()["error"], Value::String(_)), "{list}");
    }
    let alive = get(&double, &token, "/data_providers/15/is_alive").await;
    assert_eq!(alive.json(), json!({"is_alive": true}));
}

#[tokio::test]
async fn what_is_for_administrators_is_refused_without_a_word() {
    let double = double().await;
    let token = log_in(&double).await;
    for target in ["/users", "/tool_configs/21"] {
        let response = get(&double, &token, target).await;
        assert_eq!(response.parts(), (401, Some("application/json"), ""), "{target}");
    }
}
