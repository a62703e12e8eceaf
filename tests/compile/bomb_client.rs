//! A client at a server whose response grows without an end when it is decompressed.

use std::alloc::{GlobalAlloc, Layout, System};
use std::error::Error as _;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};

use bomb::{Client, Error, Options};

const MIB: usize = 1 << 20;

/// The memory that is in use, and the most that ever was.
struct Counted;

static USED: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator is")]
// SAFETY: all is done by that of the system.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let used = USED.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(used, Ordering::Relaxed);
        // SAFETY: as that of the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as that of the caller.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counted = Counted;

/// A server that goes on until its client has enough; its URL.
fn server() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection?;
            let mut lines = BufReader::new(connection.try_clone()?).lines();
            while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
            connection.write_all(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n",
            )?;
            connection.write_all(include_bytes!("begin.gz"))?;
            while connection.write_all(include_bytes!("piece.gz")).is_ok() {}
        }
        Ok::<_, std::io::Error>(())
    });
    Ok(url)
}

/// The memory that a response takes of which no more than so many bytes are read.
fn read(options: Options, bytes: usize) -> usize {
    let client = Client::builder().base_url(server().unwrap()).build().unwrap();
    let before = USED.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let error = client.words().list().options(options).send().unwrap_err();
    let most = MOST.load(Ordering::Relaxed) - before;
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!(error.to_string(), "list: the response is too large");
    let cause = error.source().unwrap().to_string();
    assert_eq!(cause, format!("the body has more than {bytes} bytes"));
    most
}

#[test]
fn no_more_is_kept_of_it_than_the_limit() {
    let own = Options::new().response_limit(MIB);
    for (options, bytes) in [(own, MIB), (Options::new(), 64 * MIB)] {
        let most = read(options, bytes);
        // What is kept grows by doubling.
        assert!(most < 3 * bytes + 4 * MIB, "{most}");
    }
}
