//! CBRAIN's tasks. There is one tool: it counts the lines of each of its files.

use hyper::body::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::cbrain::{Cbrain, filtered, missing, paged, unknown};
use super::files::File;
use super::places;
use super::request::Request;
use super::response::CannedResponse;

/// A task, and how far it is.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    user: i64,
    group: i64,
    tool: i64,
    provider: i64,
    description: Option<String>,
    params: Value,
    /// The numbers of the files that it reads.
    files: Vec<i64>,
    status: Status,
    created: Timestamp,
    updated: Timestamp,
}

/// What a task goes through, a step each time that it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    New,
    Queued,
    OnCpu,
    Completed,
    Terminated,
}

impl Status {
    fn name(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Queued => "Queued",
            Self::OnCpu => "On CPU",
            Self::Completed => "Completed",
            Self::Terminated => "Terminated",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::New => Self::Queued,
            Self::Queued => Self::OnCpu,
            Self::OnCpu | Self::Completed => Self::Completed,
            Self::Terminated => Self::Terminated,
        }
    }
}

impl Task {
    fn to_json(&self, id: i64) -> Map<String, Value> {
        let is_new = self.status == Status::New;
        let task = json!({
            "id": id, "type": "CbrainTask::LineCounter", "user_id": self.user,
            "group_id": self.group, "bourreau_id": 7, "tool_config_id": self.tool, "batch_id": id,
            "params": self.params, "status": self.status.name(),
            "created_at": format!("{:.3}", self.created),
            "updated_at": format!("{:.3}", self.updated),
            "run_number": if is_new { None } else { Some(1) },
            "results_data_provider_id": self.provider, "cluster_workdir_size": null,
            "workdir_archived": false, "workdir_archive_userfile_id": null,
            "description": self.description,
        });
        task.as_object().cloned().unwrap_or_default()
    }
}

impl Cbrain {
    /// `GET /tasks`: those that changed last come first, and each page is sorted by number.
    pub(crate) fn list_tasks(&self, request: &Request, user: i64) -> CannedResponse {
        let mut seen: Vec<_> = self.tasks.iter().filter(|(_, task)| task.user == user).collect();
        seen.sort_by_key(|(id, task)| std::cmp::Reverse((task.updated, **id)));
        let rows = filtered(request, seen.iter().map(|(id, task)| task.to_json(**id)).collect());
        let mut rows = paged(request, 25, rows);
        rows.sort_by_key(|row| row.get("id").and_then(Value::as_i64));
        CannedResponse::json(200, &rows.into_iter().collect())
    }

    /// `POST /tasks`.
    pub(crate) fn create_task(&mut self, request: &Request, user: i64) -> CannedResponse {
        let body = request.json();
        let number = |name: &str| body.pointer(&format!("/cbrain_task/{name}"))?.as_i64();
        let Some(tool) = number("tool_config_id").filter(|id| places::has_tool_config(*id)) else {
            return invalid("tool_config_id", "is not the number of a version of a tool");
        };
        let provider = number("results_data_provider_id");
        let Some(provider) = provider.filter(|id| places::has_data_provider(*id)) else {
            return invalid("results_data_provider_id", "is not the number of a data provider");
        };
        let params = body.pointer("/cbrain_task/params").cloned().unwrap_or_else(|| json!({}));
        let text = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        let ids = params.get("interface_userfile_ids").and_then(Value::as_array);
        let files = ids.into_iter().flatten().map(|id| Some(self.file(&text(id), user)?.0));
        let Some(files) = files.collect::<Option<Vec<i64>>>().filter(|files| !files.is_empty())
        else {
            return invalid("params", "have no files, or files that cannot be read");
        };
        let description = body.pointer("/cbrain_task/description").and_then(Value::as_str);
        let now = Timestamp::now();
        let task = Task {
            user,
            group: number("group_id").unwrap_or(103),
            tool,
            provider,
            description: description.map(str::to_owned),
            params,
            files,
            status: Status::New,
            created: now,
            updated: now,
        };
        let id = self.tasks.last_key_value().map_or(301, |(last, _)| last + 1);
        let response = CannedResponse::json(200, &json!([task.to_json(id)]));
        self.tasks.insert(id, task);
        response
    }

    /// `GET /tasks/{id}`, which is a step of its work, too.
    pub(crate) fn show_task(&mut self, request: &Request, text: &str, user: i64) -> CannedResponse {
        let id = text.parse().unwrap_or_default();
        let Some(task) = self.tasks.get_mut(&id).filter(|task| task.user == user) else {
            return missing("CbrainTask", text);
        };
        let before = task.status;
        task.status = before.next();
        if task.status != before {
            task.updated = Timestamp::now();
        }
        let mut row = task.to_json(id);
        if task.status == Status::Completed && request.parameter("get_task_outputs").is_some() {
            row.insert("cluster_stdout".to_owned(), "done\n".into());
        }
        if before == Status::OnCpu {
            let task = task.clone();
            self.finish(id, &task);
        }
        CannedResponse::json(200, &row.into())
    }

    /// `POST /tasks/operation`, of which the double knows how to end tasks, and to delete them.
    pub(crate) fn operate(&mut self, request: &Request, user: i64) -> CannedResponse {
        let body = request.json();
        let named = body.get("operation").and_then(Value::as_str);
        let operation = request.parameter("operation").or(named).unwrap_or_default();
        let ids = |name| body.get(name).and_then(Value::as_array).into_iter().flatten();
        let ids = ids("tasklist").chain(ids("batch_ids")).filter_map(Value::as_i64);
        let is_own = |id: &i64| self.tasks.get(id).is_some_and(|task| task.user == user);
        let ids: Vec<i64> = ids.filter(is_own).collect();
        if ids.is_empty() {
            return CannedResponse::json(200, &json!({"message": "No tasks are selected."}));
        }
        let (mut skipped, mut done) = (Vec::new(), Vec::new());
        for id in ids {
            match (operation, self.tasks.get_mut(&id)) {
                ("terminate", Some(task)) if task.status != Status::Completed => {
                    task.status = Status::Terminated;
                    task.updated = Timestamp::now();
                    done.push(id);
                }
                ("terminate", _) => skipped.push(id),
                ("delete", _) => {
                    self.tasks.remove(&id);
                    done.push(id);
                }
                _ => return unknown(),
            }
        }
        let skipped = match skipped.as_slice() {
            [] => json!({}),
            ids => json!({"The task is over": ids}),
        };
        CannedResponse::json(
            200,
            &json!({
                "skipped_list": skipped, "success_list": done, "failed_list": {}, "bac_ids": [],
            }),
        )
    }

    /// Writes a result for each file of a task.
    fn finish(&mut self, id: i64, task: &Task) {
        for parent in &task.files {
            let Some(read) = self.files.get(parent) else { continue };
            let lines = read.content.iter().filter(|byte| **byte == b'\n').count();
            let content = format!("{lines} lines in {}\n", read.name);
            self.add_file(File {
                name: format!("{}-{id}.txt", read.name),
                user: task.user,
                group: task.group,
                provider: task.provider,
                parent: Some(*parent),
                is_hidden: false,
                content: Bytes::from(content),
            });
        }
    }
}

fn invalid(field: &str, message: &str) -> CannedResponse {
    CannedResponse::json(422, &json!({field: [message]}))
}
