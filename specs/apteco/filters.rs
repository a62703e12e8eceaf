//! Filters and orders of Orbit's lists, by the fields that each list has.
//!
//! A field of a list is a constant of the type that is called as the entries are. It is compared with
//! values of its own kind, and what comes of it is a [`Filter`] of lists with these entries:
//!
//! ```
//! use cbrain_apteco::apteco::filters::AudienceFields;
//! use jiff::civil::date;
//!
//! # fn example() -> Result<(), cbrain_apteco::apteco::filters::FilterError> {
//! let filter = AudienceFields::TITLE.contains("summer");
//! let filter = filter.and(AudienceFields::CREATED_ON.is_at_earliest(date(2024, 1, 1)));
//! assert_eq!(filter.into_text()?, "(Title like 'summer') and (CreatedOn gte '2024-01-01')");
//! # Ok(())
//! # }
//! # example().unwrap();
//! ```
//!
//! Each call of a list has `matching`, which takes a filter, and `sorted_by`, which takes an order:
#![cfg_attr(feature = "apteco-audiences", doc = "```no_run")]
#![cfg_attr(not(feature = "apteco-audiences"), doc = "```ignore")]
//! use cbrain_apteco::AnyError;
//! use cbrain_apteco::apteco::Client;
//! use cbrain_apteco::apteco::filters::AudienceFields;
//!
//! # async fn example(client: Client) -> Result<(), AnyError> {
//! let mine = AudienceFields::OWNER_USERNAME.is("anna");
//! let audiences = client.audiences().list().matching(mine)?;
//! let audiences = audiences.sorted_by(AudienceFields::LAST_UPDATED_ON.descending()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # What the language of filters cannot say
//!
//! - It has no escapes. A text with one kind of quotes stands between quotes of the other kind; a text
//!   with both kinds is refused.
//! - It reads a text that looks like a date as a date, whatever the field. Such a text is refused
//!   where the field is none of time.
//! - Times are those of the server's own clock, without an offset, and whole seconds.
//! - It has no null: that a field is empty cannot be asked for.
//! - How flags are compared is not known, so that their fields have orders only.
//!
//! What is refused is a [`FilterError`], and nothing is sent. [`Filter::of_text`] takes what is
//! written by yourself, and the setters `filter` and `order_by` of the calls take any text.

mod error;
mod constants;
mod filter;
mod field;
mod fields;
mod calls;

pub use self::constants::Moment;
pub use self::error::FilterError;
pub use self::field::{Choice, Field, Number, Opaque, Order, Text, Time};
pub use self::fields::*;
pub use self::filter::Filter;
