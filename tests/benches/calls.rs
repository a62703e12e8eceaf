//! The generated client against `reqwest` by hand, doing the same call.
//!
//! Both run in turns against one server, so that what else the machine does is shared: what
//! counts are the ratios. `cargo bench -p tests --bench calls`

use std::future::Future;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use allocation_counter::{AllocationInfo, measure};
use cbrain_apteco::apteco;
use http::header::{ACCEPT, HeaderValue};
use serde::Deserialize;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use url::Url;

/// How often either side has its turn.
const ROUNDS: usize = 200;
const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3";

/// A page of sessions, as `serde` derives it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Page {
    offset: i32,
    count: i32,
    total_count: i32,
    list: Vec<Session>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Session {
    user: User,
    session_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct User {
    id: Option<i32>,
    username: String,
    firstname: String,
    surname: String,
    email_address: String,
}

/// What one writes who needs this call only.
struct Plain {
    client: reqwest::Client,
    base_url: Url,
    token: String,
}

impl Plain {
    fn new(url: &str) -> Self {
        let client = reqwest::Client::builder()
            .user_agent("bench")
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .build();
        let (client, base_url) = (client.unwrap(), Url::parse(url).unwrap());
        Self { client, base_url, token: TOKEN.to_owned() }
    }

    async fn sessions(
        &self,
        data_view: &str,
        filter: &str,
        order_by: &str,
        count: i64,
    ) -> Result<Page, Box<dyn std::error::Error>> {
        let mut url = self.base_url.clone();
        url.path_segments_mut().unwrap().push(data_view).push("Sessions");
        url.query_pairs_mut()
            .append_pair("filter", filter)
            .append_pair("orderBy", order_by)
            .append_pair("count", &count.to_string());
        let request = self.client.get(url).bearer_auth(&self.token);
        let request = request.header(ACCEPT, HeaderValue::from_static("application/json"));
        let body = request.send().await?.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}

/// A list of as many sessions as the last step of the URL's path says.
fn page(sessions: usize) -> String {
    let session = |number: usize| {
        format!(
            r#"{{"user":{{"id":{number},"username":"anna{number}","firstname":"Anna","surname":"Smith","emailAddress":"anna{number}@example.com"}},"sessionId":"session-{number:08}"}}"#
        )
    };
    let list: Vec<_> = (0..sessions).map(session).collect();
    format!(
        r#"{{"offset":0,"count":{sessions},"totalCount":{sessions},"list":[{}]}}"#,
        list.join(",")
    )
}

/// A server that responds to whatever comes with pages of the size that the path names. One thread
/// serves all connections, so that no side has one that the machine happens to like better.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    listener.set_nonblocking(true).unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            while let Ok((connection, _)) = listener.accept().await {
                connection.set_nodelay(true).unwrap();
                tokio::spawn(response(connection));
            }
        });
    });
    url
}

async fn response(connection: TcpStream) {
    let responses = CASES.map(|case| {
        let (path, body) = (format!("GET /{}/", case.sessions), page(case.sessions));
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length";
        (path, format!("{head}: {}\r\n\r\n{body}", body.len()))
    });
    let (reader, mut writer) = connection.into_split();
    let mut reader = BufReader::new(reader);
    let (mut line, mut wanted) = (String::new(), 0);
    while reader.read_line(&mut line).await.is_ok_and(|length| length > 0) {
        if let Some(known) = responses.iter().position(|(path, _)| line.starts_with(path)) {
            wanted = known;
        }
        if line == "\r\n" && writer.write_all(responses[wanted].1.as_bytes()).await.is_err() {
            return;
        }
        line.clear();
    }
}

struct Case {
    name: &'static str,
    sessions: usize,
    /// The number of calls in each turn.
    calls: u32,
}

const CASES: [Case; 2] = [
    Case { name: "10 sessions (1 kB)", sessions: 10, calls: 50 },
    Case { name: "7,500 sessions (1 MB)", sessions: 7500, calls: 1 },
];

/// The time of one turn.
fn time<F: Future>(runtime: &Runtime, calls: u32, call: impl Fn() -> F) -> f64 {
    let start = Instant::now();
    runtime.block_on(async {
        for _ in 0..calls {
            call().await;
        }
    });
    start.elapsed().as_secs_f64() / f64::from(calls)
}

/// What one call allocates in this thread, in which all of the client runs.
fn allocations<F: Future>(runtime: &Runtime, call: impl Fn() -> F) -> AllocationInfo {
    let counts = (0..20).map(|_| {
        measure(|| {
            runtime.block_on(call());
        })
    });
    counts.min_by_key(|info| info.count_total).unwrap()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let url = serve();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let plain = Plain::new(&url);
    let client = apteco::Client::builder().base_url(&url).faststats_auth(TOKEN).build().unwrap();
    println!(
        "{:<24}{:>14}{:>14}{:>9}{:>16}{:>9}{:>22}{:>9}",
        "", "by hand", "generated", "ratio", "allocations", "ratio", "bytes", "ratio"
    );
    for case in CASES {
        let view = case.sessions.to_string();
        let client = client.with_data_view_name(&view);
        let filter = "Username like 'smith'";
        let by_hand =
            || async { plain.sessions(&view, filter, "-Username", 10).await.unwrap().list.len() };
        let generated = || async {
            let call = client.sessions().get_details_list();
            call.filter(filter).order_by("-Username").count(10).await.unwrap().list.len()
        };
        assert_eq!(runtime.block_on(by_hand()), case.sessions);
        assert_eq!(runtime.block_on(generated()), case.sessions);
        let (mut first, mut second, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            // Whoever comes second finds what the first has left: each does so every other time.
            let (a, b) = if round % 2 == 0 {
                let a = time(&runtime, case.calls, by_hand);
                (a, time(&runtime, case.calls, generated))
            } else {
                let b = time(&runtime, case.calls, generated);
                (time(&runtime, case.calls, by_hand), b)
            };
            first.push(a);
            second.push(b);
            ratios.push(b / a);
        }
        let (a, b) = (allocations(&runtime, by_hand), allocations(&runtime, generated));
        println!(
            "{:<24}{:>11.1} µs{:>11.1} µs{:>9.3}{:>16}{:>9.3}{:>22}{:>9.3}",
            case.name,
            median(first) * 1e6,
            median(second) * 1e6,
            median(ratios),
            format!("{} : {}", a.count_total, b.count_total),
            b.count_total as f64 / a.count_total as f64,
            format!("{} : {}", a.bytes_total, b.bytes_total),
            b.bytes_total as f64 / a.bytes_total as f64,
        );
    }
}
