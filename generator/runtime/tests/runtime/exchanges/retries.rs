//! What is sent again, how often, and after which wait: by a clock that the tests turn.

use std::convert::Infallible;
use std::time::Duration;

use crate::runtime::{Call, Operation, Options, Parameter, Request, Retry, TransportErrorKind};
use crate::script::{Script, Step, get, post, status, with_headers};
use crate::streams::body::stream;
use crate::support::{call, operation};

const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const IN_23_SECONDS: &str = "Sun, 06 Nov 1994 08:50:00 GMT";

fn retry(retry: Retry) -> Options {
    Options::new().retry(retry)
}

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

/// The waits of a call of `GET` whose first response has these headers.
async fn waits_after(status_code: u16, headers: &[(&str, &str)]) -> Vec<Duration> {
    let script = Script::new([with_headers(status_code, headers)]);
    let _ = call(&script.core(Options::new()), get()).await;
    script.waits()
}

#[tokio::test(start_paused = true)]
async fn a_get_is_sent_three_times_and_the_error_says_so() {
    let script = Script::new([status(503), status(503), status(503), status(200)]);
    let error = call(&script.core(Options::new()), get()).await.unwrap_err();
    assert_eq!((script.count(), error.attempts()), (3, 3));
    assert_eq!(
        error.to_string(),
        "operate: 503 Service Unavailable (a status that the operation does not document) \
         (after 3 attempts)"
    );
}

#[tokio::test(start_paused = true)]
async fn each_wait_is_twice_the_one_before_less_up_to_a_half() {
    let script = Script::new([502, 502, 502, 502].map(status));
    let _ = call(&script.core(retry(Retry::new().attempts(5))), get()).await;
    let waits = script.waits();
    for (wait, whole) in waits.iter().zip([500, 1000, 2000, 4000]) {
        let whole = Duration::from_millis(whole);
        // Sleeps end on a whole millisecond.
        assert!((whole / 2..=whole + Duration::from_millis(1)).contains(wait), "{waits:?}");
    }
    assert_eq!(waits.len(), 4);
}

#[tokio::test(start_paused = true)]
async fn clients_that_were_refused_together_come_back_at_different_times() {
    let mut waits = Vec::new();
    for _ in 0..20 {
        waits.extend(waits_after(503, &[]).await);
    }
    waits.sort();
    waits.dedup();
    assert!(waits.len() > 5, "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn no_wait_is_longer_than_the_longest() {
    let script = Script::new([503, 503, 503, 503, 503].map(status));
    let longest = Retry::new().attempts(6).longest_wait(seconds(1));
    let _ = call(&script.core(retry(longest)), get()).await;
    let waits = script.waits();
    assert!(waits.iter().all(|wait| *wait <= Duration::from_millis(1001)), "{waits:?}");
    assert_eq!(waits.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn four_statuses_pass_and_no_others() {
    for passing in [429, 502, 503, 504] {
        assert_eq!(waits_after(passing, &[]).await.len(), 1, "{passing}");
    }
    for lasting in [200, 400, 401, 404, 408, 409, 425, 500, 501, 505, 507] {
        assert_eq!(waits_after(lasting, &[]).await.len(), 0, "{lasting}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_date_of_a_server_that_tells_no_time_is_one_by_the_clock_of_the_client() {
    let date = httpdate::fmt_http_date(std::time::SystemTime::now() + seconds(20));
    let waits = waits_after(503, &[("retry-after", &date)]).await;
    assert!(waits.iter().all(|wait| (seconds(10)..=seconds(21)).contains(wait)), "{waits:?}");
    assert_eq!(waits.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_tried_again_but_no_fault_of_the_call_itself() {
    use TransportErrorKind::{Body, Connect, Other, Timeout, TooLarge};
    for (kind, count) in [(Connect, 2), (Timeout, 2), (Other, 2), (Body, 1), (TooLarge, 1)] {
        let script = Script::new([Step::Failure(kind)]);
        let _ = call(&script.core(Options::new()), get()).await;
        assert_eq!(script.count(), count, "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_post_is_never_sent_again_unless_asked() {
    for (retries, count) in [(Retry::new(), 1), (Retry::new().every_method(), 2)] {
        for step in [status(503), Step::Failure(TransportErrorKind::Connect)] {
            let script = Script::new([step]);
            let _ = call(&script.core(retry(retries.clone())), post()).await;
            assert_eq!(script.count(), count);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_streamed_body_is_never_sent_again_even_if_asked() {
    let script = Script::new([Step::Failure(TransportErrorKind::Connect)]);
    let core = script.core(retry(Retry::new().every_method()));
    let mut request = post();
    request.bytes("application/octet-stream", stream(&["a"], None));
    let error = call(&core, request).await.unwrap_err();
    assert_eq!((script.count(), error.attempts()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_body_in_memory_is_sent_again_as_it_was() {
    let script = Script::new([status(503)]);
    let core = script.core(retry(Retry::new().every_method()));
    let mut request = post();
    request.bytes("text/plain", "the body");
    let _ = call(&core, request).await;
    for seen in script.seen() {
        assert_eq!(seen.request.body().as_bytes().unwrap(), "the body");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_can_ask_for_one_attempt_where_its_client_has_more() {
    let script = Script::new([status(503)]);
    let call = call(&script.core(Options::new()), get()).options(retry(Retry::never()));
    let error = call.await.unwrap_err();
    assert_eq!((script.count(), error.attempts()), (1, 1));
    assert!(!error.to_string().contains("attempts"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_server_names_the_wait_in_seconds() {
    assert_eq!(waits_after(429, &[("Retry-After", "7")]).await, [seconds(7)]);
    assert_eq!(waits_after(503, &[("Retry-After", "0")]).await, [seconds(0)]);
}

#[tokio::test(start_paused = true)]
async fn the_server_names_the_wait_by_a_date_of_its_own_clock() {
    let headers = [("Date", DATE), ("Retry-After", IN_23_SECONDS)];
    assert_eq!(waits_after(503, &headers).await, [seconds(23)]);
}

#[tokio::test(start_paused = true)]
async fn a_date_in_the_old_forms_is_read_too() {
    for date in ["Sunday, 06-Nov-94 08:50:00 GMT", "Sun Nov  6 08:50:00 1994"] {
        let headers = [("Date", DATE), ("Retry-After", date)];
        assert_eq!(waits_after(503, &headers).await, [seconds(23)], "{date}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_date_that_is_over_means_at_once() {
    let headers = [("Date", IN_23_SECONDS), ("Retry-After", DATE)];
    assert_eq!(waits_after(503, &headers).await, [seconds(0)]);
    // By the clock of this machine, where the server does not tell the time.
    assert_eq!(waits_after(503, &[("Retry-After", DATE)]).await, [seconds(0)]);
}

#[tokio::test(start_paused = true)]
async fn the_wait_that_a_server_names_is_capped() {
    for absurd in ["86400", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let headers = [("Retry-After", absurd)];
        assert_eq!(waits_after(503, &headers).await, [seconds(30)], "{absurd}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_nobody_can_read_is_the_usual_one() {
    for nonsense in ["", "-1", "soon", "1.5", "1e3", "7, 8", "Sun, 99 Nov 1994 08:50:00 GMT"] {
        let waits = waits_after(503, &[("Retry-After", nonsense)]).await;
        let usual = Duration::from_millis(250)..=Duration::from_millis(501);
        assert!(usual.contains(&waits[0]), "{nonsense}: {waits:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_an_attempt_that_the_call_has_no_time_for() {
    let script = Script::new([with_headers(503, &[("Retry-After", "20")])]);
    let start = tokio::time::Instant::now();
    let core = script.core(Options::new().timeout(seconds(10)));
    let error = call(&core, get()).await.unwrap_err();
    // What the server said is worth more than a timeout.
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!((script.count(), start.elapsed()), (1, seconds(0)));
}

#[tokio::test(start_paused = true)]
async fn without_a_number_of_attempts_the_time_of_the_call_ends_them() {
    let script = Script::new((0..1000).map(|_| status(503)));
    let start = tokio::time::Instant::now();
    let options = retry(Retry::new().attempts(u32::MAX)).timeout(seconds(100));
    let error = call(&script.core(options), get()).await.unwrap_err();
    assert!(start.elapsed() <= seconds(100), "{:?}", start.elapsed());
    assert_eq!(error.attempts() as usize, script.count());
    assert!((4..20).contains(&script.count()), "{}", script.count());
}

#[tokio::test(start_paused = true)]
async fn a_post_is_sent_again_where_the_document_or_a_key_says_that_it_may() {
    static SAFE: Operation =
        Operation { method: "POST", is_idempotent: true, ..Operation::DEFAULT };
    let count = async |call: Call<(), Infallible>, script: &Script| {
        let _ = call.await;
        script.count()
    };
    let script = || Script::new([status(503), status(200)]);
    let once = script();
    assert_eq!(count(call(&once.core(Options::new()), post()), &once).await, 1);
    let said = script();
    let request = Request::new(&SAFE);
    assert_eq!(count(call(&said.core(Options::new()), request), &said).await, 2);
    let keyed = script();
    let with_key = call(&keyed.core(Options::new()), post()).header("Idempotency-Key", "k-1");
    assert_eq!(count(with_key, &keyed).await, 2);
    let key = "idempotency-key";
    for (name, is_header, requests) in
        [(key, true, 2), ("x-idempotency-key", true, 2), ("x-other", true, 1), (key, false, 1)]
    {
        let documented = script();
        let parameters = [Parameter::header(name), Parameter::query(name)];
        let mut request = Request::new(operation("/", &parameters, &[]));
        match is_header {
            true => request.header(name, "k-1"),
            false => request.query(name, "k-1"),
        }
        let sent = count(call(&documented.core(Options::new()), request), &documented).await;
        assert_eq!(sent, requests, "{name} {is_header}");
    }
}
