//! Programs as people write them: none has a conversion that one by hand would not have. Run against
//! doubles, inside of the crate of the fixtures.

#![cfg(feature = "test-util")]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use fixtures::runtime::{AnyError, Double};
use fixtures::{Error, Failure, Part};

/// The output of a future that waits for nothing.
fn ready<F: IntoFuture>(future: F) -> F::Output {
    match pin!(future.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

mod a_database_in_a_container {
    use std::collections::BTreeMap;

    use fixtures::containers::Client;
    use fixtures::containers::container::Container;
    use fixtures::containers::types::{
        ContainerCreateBody, Created, HostConfig, Mount, MountType, PortBinding, RestartPolicy,
        RestartPolicyName,
    };

    use super::*;

    async fn start(client: &Client) -> Result<String, AnyError> {
        let host = HostConfig::new()
            .with_port_bindings([("5432/tcp", vec![PortBinding::new().with_host_port("15432")])])
            .with_mounts([
                Mount::new().with_type(MountType::Volume).with_source("data").with_target("/var/lib/db"),
                Mount::new().with_type(MountType::Tmpfs).with_target("/tmp"),
            ])
            .with_restart_policy(RestartPolicy::new().with_name(RestartPolicyName::Always))
            .with_memory(512 << 20);
        let config = ContainerCreateBody::new()
            .with_image("postgres:17")
            .with_cmd(["postgres", "-c", "fsync=off"])
            .with_env(["TZ=UTC", "LANG=C"])
            .with_labels([("team", "red")])
            .with_exposed_ports([("5432/tcp", BTreeMap::new())])
            .with_entrypoint(["/init"])
            .with_stop_timeout(10)
            .with_host_config(host);
        let made = client.container().create(&config).name("db").await?;
        client.container().start(&made.id).await?;
        Ok(made.into_inner().id)
    }

    #[test]
    fn it_is_made_and_started() {
        let double = Double::new();
        let client = Client::builder().transport(double.clone()).build().unwrap();
        double.on(Container::CREATE).returns(Created::sample().with_id("c-1"));
        double.on(Container::START).returns(());
        assert_eq!(ready(start(&client)).unwrap(), "c-1");
        let sent = double.requests_of(Container::CREATE)[0].json().unwrap();
        let expected = serde_json::json!({
            "Image": "postgres:17",
            "Cmd": ["postgres", "-c", "fsync=off"],
            "Env": ["TZ=UTC", "LANG=C"],
            "Labels": {"team": "red"},
            "ExposedPorts": {"5432/tcp": {}},
            "Entrypoint": ["/init"],
            "StopTimeout": 10,
            "HostConfig": {
                "PortBindings": {"5432/tcp": [{"HostPort": "15432"}]},
                "Mounts": [
                    {"Type": "volume", "Source": "data", "Target": "/var/lib/db"},
                    {"Type": "tmpfs", "Target": "/tmp"},
                ],
                "RestartPolicy": {"Name": "always"},
                "Memory": 536_870_912,
            },
        });
        assert_eq!(sent, expected);
        double.assert_done();
    }
}

mod a_search_with_filters {
    use fixtures::catalog::Client;
    use fixtures::catalog::products::Products;
    use fixtures::catalog::types::{
        AllFilter, ColorFilter, Filter, Page, PriceFilter, Product, ProductsListOrder, Search,
    };

    use super::*;

    async fn cheapest(client: &Client) -> Result<Vec<String>, AnyError> {
        let filter = AllFilter::new([
            Filter::Price(PriceFilter::new().with_most(50.0)),
            Filter::Color(ColorFilter::new(["red", "blue"])),
        ]);
        let best = client.products().search(&Search::new("lamp", filter).with_limit(1)).await?;
        let mut names: Vec<String> = best.iter().map(|product| product.name.clone()).collect();
        let list = client.products().list().text("lamp").colors(&["red"]).order(&ProductsListOrder::Price);
        let mut products = list.items();
        while let Some(product) = products.next().await {
            names.push(product?.name);
        }
        Ok(names)
    }

    #[test]
    fn all_pages_are_read() {
        let double = Double::new();
        let client = Client::builder().transport(double.clone()).build().unwrap();
        let product = |name: &str| Product::sample().with_name(name);
        double.on(Products::SEARCH).returns(vec![product("best")]);
        double
            .on(Products::LIST)
            .when(|request| request.query("after").is_none())
            .returns(Page::sample().with_products([product("a"), product("b")]).with_next("p2"));
        double
            .on(Products::LIST)
            .when(|request| request.query("after").as_deref() == Some("p2"))
            .returns(Page::sample().with_products([product("c")]));
        assert_eq!(ready(cheapest(&client)).unwrap(), ["best", "a", "b", "c"]);
        let sent = double.requests_of(Products::SEARCH)[0].json().unwrap();
        assert_eq!(sent["filter"]["filters"][0], serde_json::json!({"kind": "price", "most": 50.0}));
        assert_eq!((&sent["limit"], &sent["exact"]), (&1.into(), &false.into()));
        double.assert_done();
    }
}

mod an_upload {
    use fixtures::archive::Client;
    use fixtures::archive::files::{Files, GetFileError, UpdateFileError, UploadFileError};
    use fixtures::archive::types::{Conflict, File, FileChange, Problem};

    use super::*;

    /// Uploads a file, or finds the one that is there, and says what it is about.
    async fn keep(client: &Client, note: Option<String>) -> Result<File, AnyError> {
        let part = Part::new("text").with_file_name("a.txt");
        let file = match client.files().upload(part, "in").tags(&["new"]).await {
            Ok(file) => file.into_inner(),
            Err(Error::Api(UploadFileError::Conflict(there))) => {
                let id = &there.body()?.existing;
                client.files().get(id).await?.into_inner()
            }
            Err(other) => return Err(other.into()),
        };
        let change = FileChange::new().with_note(note);
        let call = client.files().update(&file.id, &change).header("If-Match", file.version);
        Ok(call.await?.into_inner())
    }

    fn client(double: &Double) -> Client {
        Client::builder().transport(double.clone()).build().unwrap()
    }

    #[test]
    fn what_is_there_is_taken() {
        let double = Double::new();
        let there = Conflict::sample().with_existing("f-1");
        double.on(Files::UPLOAD).fails(UploadFileError::Conflict(Failure::new(there)));
        double.on(Files::GET).returns(File::sample().with_id("f-1").with_version(3));
        double.on(Files::UPDATE).returns(File::sample().with_version(4));
        let file = ready(keep(&client(&double), Some("mine".to_owned()))).unwrap();
        assert_eq!(file.version, 4);
        let update = &double.requests_of(Files::UPDATE)[0];
        assert_eq!(update.header("if-match").as_deref(), Some("3"));
        assert_eq!(update.json().unwrap(), serde_json::json!({"note": "mine"}));
        double.assert_done();
    }

    #[test]
    fn all_other_failures_are_one_error() {
        let double = Double::new();
        double.on(Files::UPLOAD).fails(UploadFileError::PayloadTooLarge(Failure::empty()));
        let error = ready(keep(&client(&double), None)).unwrap_err();
        assert_eq!((error.status().map(|status| status.as_u16()), error.code()), (Some(413), None));

        let problem = Problem::sample().with_code("stale").with_message("Somebody was faster.");
        double.on(Files::UPLOAD).returns(File::sample().with_id("f-1"));
        double.on(Files::UPDATE).fails(UpdateFileError::PreconditionFailed(Failure::new(problem)));
        let error = ready(keep(&client(&double), None)).unwrap_err();
        assert!(error.is_precondition_failed() && !error.is_not_found());
        assert_eq!(error.code().as_deref(), Some("stale"));
        assert_eq!(error.to_string(), "update_file: 412 Precondition Failed: Somebody was faster.");
        assert!(error.downcast_ref::<Error<GetFileError>>().is_none());
    }
}
