//! Bodies and responses of CBRAIN as they are known to be: read, and written back without a loss.

use cbrain_apteco::cbrain::types::{
    BackgroundJob, BourreauResponse, CompressionJob, CreateGroup, CreateTag, CreateTasks,
    CreateUser, DataProviderResponse, DownloadFiles, ErrorMessage, FileInfo, GroupChange, Liveness,
    LockedMessage, MissingObject, Notice, ProviderChange, RegisterFiles, RegistrationInfo,
    SessionInfo, SyncResponse, Task, TaskOperationResponse, TaskSelection, ToolConfig, UpdateUser,
    UpdateUserfile, User, Userfile, ValidationErrors,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

struct Row {
    what: &'static str,
    sent: Value,
    back: Value,
}

fn row<T: Serialize + DeserializeOwned>(what: &'static str, sent: Value) -> Row {
    let value: T = serde_json::from_value(sent.clone()).unwrap_or_else(|e| panic!("{what}: {e}"));
    Row { what, sent, back: serde_json::to_value(value).unwrap() }
}

fn bodies() -> Vec<Row> {
    vec![
        row::<CreateTag>("a label", json!({"tag": {"name": "seen", "user_id": 3, "group_id": 9}})),
        row::<CreateGroup>(
            "a project",
            json!({"group": {"name": "p", "description": "d", "invisible": false}}),
        ),
        row::<GroupChange>("members", json!({"group": {"user_ids": [3]}, "update_users": "yes"})),
        row::<UpdateUserfile>(
            "a file",
            json!({"userfile": {"parent_id": null, "hidden": true}, "tag_ids": []}),
        ),
        row::<CreateTasks>(
            "a task",
            json!({"cbrain_task": {"tool_config_id": 2, "results_data_provider_id": 3,
            "params": {"interface_userfile_ids": ["17"], "n": 5}, "description": ""}}),
        ),
        row::<TaskSelection>(
            "tasks",
            json!({"tasklist": [4], "batch_ids": [5], "archive_dp_id": 6, "nozip": true}),
        ),
        // The command line of CBRAIN sends the key with nothing in it.
        row::<ProviderChange>(
            "a copy",
            json!({"file_ids": [4], "data_provider_id_for_mv_cp": 3, "copy": ""}),
        ),
        row::<ProviderChange>(
            "a move",
            json!({"file_ids": [4], "data_provider_id_for_mv_cp": 3, "move": ""}),
        ),
        row::<DownloadFiles>(
            "a download",
            json!({"file_ids": [4, 5], "specified_filename": "all"}),
        ),
        row::<RegisterFiles>(
            "files to know",
            json!({"basenames": ["a.mnc"], "filetypes": ["SingleFile-a.mnc"],
            "as_user_id": 3, "browse_path": "x/y", "auto_do": "MOVE", "other_data_provider_id": 8}),
        ),
        row::<CreateUser>(
            "an account",
            json!({"user": {"login": "bjones", "full_name": "Ben Jones", "type": "SiteManager"},
            "no_password_reset_needed": "1"}),
        ),
        row::<UpdateUser>(
            "a change of an account",
            json!({"user": {"time_zone": null}, "force_password_reset": "0"}),
        ),
    ]
}

fn responses() -> Vec<Row> {
    let file = json!({"id": 4, "name": "a.mnc", "browse_path": null, "size": 9_007_199_254_740_993_i64, "user_id": 3,
        "parent_id": null, "type": "MincFile", "group_id": 9, "data_provider_id": 3, "group_writable": false,
        "num_files": null, "hidden": false, "immutable": true, "archived": false, "description": null});
    let task = json!({"id": 4, "type": "CbrainTask::Diagnostics", "user_id": 3, "group_id": 9, "bourreau_id": 2,
        "tool_config_id": 2, "batch_id": null, "params": {}, "status": "New",
        "created_at": "2021-02-03T04:05:06.000Z", "updated_at": "2021-02-03T04:05:06.000-05:00", "run_number": null,
        "results_data_provider_id": null, "cluster_workdir_size": null, "workdir_archived": false,
        "workdir_archive_userfile_id": null, "description": null});
    let mut labelled = file.clone();
    labelled["tag_ids"] = json!([1]);
    labelled["tag_names"] = json!(["seen"]);
    vec![
        row::<SessionInfo>(
            "a session",
            json!({"user_id": 3, "cbrain_api_token": "00112233445566778899aabbccddeeff"}),
        ),
        row::<Vec<Userfile>>("files", json!([file, labelled])),
        row::<Vec<Task>>("a new task", json!([task])),
        row::<ToolConfig>(
            "a version of all tools",
            json!({"id": 1, "version_name": null, "description": null,
            "tool_id": null, "bourreau_id": null, "group_id": null, "ncpus": null}),
        ),
        row::<User>(
            "a user",
            json!({"id": 3, "login": "bjones", "full_name": "Ben Jones", "email": null, "city": null,
            "time_zone": null, "type": "AdminUser", "site_id": null, "last_connected_at": null,
            "account_locked": true}),
        ),
        row::<FileInfo>(
            "a file that is not registered",
            json!({"name": "b", "state_ok": true, "message": ""}),
        ),
        row::<BourreauResponse>("no server", json!({"error": "Not yours."})),
        row::<DataProviderResponse>("no storage", json!({"error": "Not yours."})),
        row::<Liveness>("no sign of life", json!({"is_alive": false})),
        row::<RegistrationInfo>(
            "work",
            json!({"notice": "Begun", "error": "", "newly_registered_userfiles": [],
            "previously_registered_userfiles": [file], "num_unregistered": 0, "num_erased": 2,
            "background_activity_id": 8, "background_activity_items_size": 2}),
        ),
        row::<BackgroundJob>(
            "a copy begun",
            json!({"message": "Begun", "background_activity_id": 8}),
        ),
        row::<CompressionJob>(
            "nothing to do",
            json!({"message": "Nothing", "backgroud_activity_id": null}),
        ),
        row::<SyncResponse>("done at once", json!({"notice": "Done"})),
        row::<Notice>("an upload", json!({"notice": "Taken"})),
        row::<TaskOperationResponse>(
            "tasks changed",
            json!({"skipped_list": {"Not yours": [4]}, "success_list": [5],
            "failed_list": {"Lost": [6, 7]}, "bac_ids": [8]}),
        ),
        row::<TaskOperationResponse>("no tasks", json!({"message": "None"})),
        row::<MissingObject>(
            "nothing there",
            json!({"error": "e", "message": "m", "type": "object not found",
            "model": null, "id": "77"}),
        ),
        row::<ValidationErrors>("bad values", json!({"name": ["is taken", "is too long"]})),
        row::<ErrorMessage>("a refusal", json!({"error": "No."})),
        row::<LockedMessage>("a locked portal", json!({"message": null})),
    ]
}

#[test]
fn each_is_read_and_written_back() {
    for Row { what, sent, mut back } in bodies().into_iter().chain(responses()) {
        without_nulls(&mut back);
        let mut sent = sent;
        without_nulls(&mut sent);
        assert_eq!(back, sent, "{what}");
    }
}

/// What is only received does not tell null from what is not there.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        Value::Object(members) => {
            members.retain(|_, value| !value.is_null());
            members.values_mut().for_each(without_nulls);
        }
        _ => {}
    }
}
