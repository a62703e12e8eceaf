//! What generating costs as a document grows: twice as much for twice as much of anything.
//!
//! Allocations are counted, of all threads, so that a busy machine changes nothing. What does not
//! allocate is seen by the processor's time alone, which is compared generously: four times as
//! much of a thing may take ten times as long, where it would take sixteen times as long by its square.

mod compared;
mod shared;
mod shapes;
mod parts;

use std::alloc::System;
use std::sync::Mutex;
use std::time::Duration;

use clientwright::source::Source;
use clientwright::{Options, generate};
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use self::parts::{nested, text};
use self::shapes::{SHAPES, Shape, all_grow};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The most that a doubling may cost, beyond what is there without the thing that is doubled.
const DOUBLING: f64 = 2.3;

/// The most that four times as much may cost in time.
const TIME: f64 = 10.0;

/// So many allocations say nothing: buffers grow by leaps.
const FEW: f64 = 500.0;

/// Times below this are those of everything else.
const SHORT: Duration = Duration::from_millis(40);

/// What is counted is of all threads: of one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// What generating cost.
struct Cost {
    allocations: usize,
    time: Duration,
}

fn now() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap())
}

fn cost(sources: &[Source]) -> Cost {
    cost_of(sources, &Options::new("grown"))
}

fn cost_of(sources: &[Source], options: &Options) -> Cost {
    metered(|| {
        let (generated, diagnostics) = generate(sources, options);
        let report = diagnostics.render(sources, false);
        (generated, report)
    })
}

/// What some work costs; dropping what comes of it is no part of that.
fn metered<T>(work: impl FnOnce() -> T) -> Cost {
    let (before, start) = (ALLOCATOR.stats(), now());
    let done = work();
    let (after, time) = (ALLOCATOR.stats(), now() - start);
    drop(done);
    let all = |stats: stats_alloc::Stats| stats.allocations + stats.reallocations;
    Cost { allocations: all(after) - all(before), time }
}

/// What is wrong with how a shape grows.
fn fault((name, few, shape): &(&str, usize, Shape)) -> Option<String> {
    fault_of(name, *few, &[1, 2, 4].map(|times| cost(&shape(few * times))))
}

/// What is wrong with what so many, twice and four times as many of a thing cost.
fn fault_of(name: &str, few: usize, [one, two, four]: &[Cost; 3]) -> Option<String> {
    let more = |a: &Cost, b: &Cost| (b.allocations as f64) - (a.allocations as f64);
    let growth = more(two, four) / more(one, two).max(FEW);
    let time = four.time.as_secs_f64() / one.time.as_secs_f64();
    let said = format!(
        "{name}: {} allocations for {few}, {} for twice and {} for four times as many, which is \
         {growth:.2}; {:?} and {:?}, which is {time:.1}",
        one.allocations, two.allocations, four.allocations, one.time, four.time
    );
    if std::env::var_os("SHOW_GROWTH").is_some() {
        println!("{said}");
    }
    let is_linear = growth <= DOUBLING && (four.time < SHORT || time <= TIME);
    (!is_linear).then_some(said)
}

#[test]
fn twice_as_much_of_anything_costs_twice_as_much() {
    let _alone = ALONE.lock().unwrap();
    all_grow();
    // What is made once is made before.
    cost(&(SHAPES[0].2)(1));
    let faults: Vec<String> = SHAPES.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(SHAPES.len() >= 30);
}

/// The names of a document that has not changed are looked for once, whatever collides in it.
#[test]
fn a_crate_that_has_its_names_already_costs_hardly_more() {
    let _alone = ALONE.lock().unwrap();
    let fault = |(name, few, shape): &(&str, usize, Shape)| {
        let sources = shape(*few);
        let mut options = Options::new("grown");
        let (generated, _) = generate(&sources, &options);
        let first = cost_of(&sources, &options);
        options.lock = generated.map(|generated| generated.lock);
        let again = cost_of(&sources, &options);
        let most = first.allocations as f64 * 1.2 + FEW;
        let said = format!("{name}: {} allocations, then {}", first.allocations, again.allocations);
        (again.allocations as f64 > most).then_some(said)
    };
    let faults: Vec<String> = SHAPES.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A schema around another one.
type Level = fn(Value) -> Value;

/// The most that a doubling may cost where each level is a type, which is called by the way to it: names grow
/// with their depth.
const NAMED: f64 = 2.5;

/// What can be within each other, how many of it are a few, and the most that a doubling may cost.
const NESTED: [(&str, usize, f64, Level); 6] = [
    ("lists", 60, DOUBLING, |inner| json!({"type": "array", "items": inner})),
    ("maps", 60, DOUBLING, |inner| json!({"type": "object", "additionalProperties": inner})),
    (
        "objects",
        60,
        NAMED,
        |inner| json!({"type": "object", "properties": {"a": inner, "b": text()}}),
    ),
    (
        "allOf",
        60,
        DOUBLING,
        |inner| json!({"allOf": [inner, {"type": "object", "properties": {"b": text()}}]}),
    ),
    (
        "oneOf",
        20,
        NAMED,
        |inner| json!({"oneOf": [{"type": "array", "items": inner}, {"type": "integer"}]}),
    ),
    ("not", 60, DOUBLING, |inner| json!({"type": "string", "not": inner})),
];

/// What stands within each other is read in parts, whatever the limit on depth is.
#[test]
fn twice_as_many_levels_cost_twice_as_much() {
    let _alone = ALONE.lock().unwrap();
    let fault = |(name, few, most, level): (&str, usize, f64, Level)| {
        let [one, two, four] = [1, 2, 4].map(|times| {
            let mut options = Options::new("grown");
            options.limits.set("depth=2000").unwrap();
            cost_of(&nested(few * times, level), &options).allocations
        });
        let growth = (four as f64 - two as f64) / (two as f64 - one as f64);
        let said = format!("{name}: {growth:.2} for {one}, {two} and {four}");
        if std::env::var_os("SHOW_GROWTH").is_some() {
            println!("{said}");
        }
        (growth > most).then_some(said)
    };
    let faults: Vec<String> = NESTED.into_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
