//! Tokens that are refused.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::runtime::{Config, Credential, Operation, Options, Request, Retry, SecurityScheme};
use crate::script::{Script, status};
use crate::support::call;

static OAUTH: SecurityScheme = SecurityScheme::Bearer { name: "oauth" };
static GET: Operation =
    Operation { name: "look", path: "/x", security: &[&[&OAUTH]], ..Operation::DEFAULT };

/// The attempts of a call whose server responds with these statuses, and the last of them.
async fn attempts(statuses: &[u16], retry: Retry) -> (u32, u16) {
    let script = Script::new(statuses.iter().copied().map(status));
    let number = AtomicU32::new(0);
    let core = script.core_with(|config: &mut Config| {
        config.options(Options::new().retry(retry));
        let source = move || {
            let number = number.fetch_add(1, Ordering::SeqCst);
            async move { Ok::<_, std::io::Error>(format!("token-{number}")) }
        };
        config.credential(&OAUTH, Credential::source(source));
    });
    let error = call(&core, Request::new(&GET)).await.unwrap_err();
    (error.attempts(), error.status().unwrap().as_u16())
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_once_in_a_call() {
    assert_eq!(attempts(&[401; 9], Retry::new()).await, (2, 401));
    // Not even when other attempts stand between.
    assert_eq!(attempts(&[401, 503, 401, 503, 401], Retry::new()).await, (3, 401));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_with_a_fresh_token_is_none_of_those_that_were_asked_for() {
    assert_eq!(attempts(&[401, 503, 503, 503, 503], Retry::new().attempts(3)).await, (4, 503));
    assert_eq!(attempts(&[401, 503, 503], Retry::never()).await, (2, 503));
    assert_eq!(attempts(&[503; 9], Retry::new().attempts(3)).await, (3, 503));
}
