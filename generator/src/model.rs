//! What will be generated, as plain data with nothing left to decide.
//!
//! A name is always a pair of the Rust identifier and the wire name. Every item carries the
//! place that it came from. The only references are [`TypeId`]s and indices of schemes.

mod limits;
mod evidence;
mod types;
mod header;
mod xml;
mod request;
mod response;
mod paging;
mod server;
mod security;
mod operation;
mod api;
mod reach;
mod outline;

pub use api::{About, Api, Contact, Elsewhere, HandWritten, LeftOut, License, Tag, TypeAlias};
pub use evidence::{Constant, Constants, Evidence, Kind, Range, Repeated, Set};
pub use header::{Header, HeaderForm, Headers, Scalar, Shared};
pub use limits::{Limits, Pattern};
pub use operation::{NamedArguments, Operation};
pub use paging::{Paging, PagingStyle, Route, Step};
pub use reach::{Reach, Reason, Role};
pub use request::{Body, BodyFormat, BoundParameter, Label, Parameter, Place, Preset, Style};
pub use response::{
    Common, Content, DocumentedResponse, Failure, Failures, Framing, Status, Success, Variant,
};
pub use security::{Flow, Requirement, SecurityKind, SecurityScheme};
pub use server::{Server, Variable, VariableSetter};
pub use types::{
    Access, Added, Arm, Derives, EnumValue, Field, Getter, Initial, Making, Presence, Repr, Sample,
    Several, Shape, Twin, Type, TypeDecl, TypeId,
};
pub use xml::{Xml, XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject, XmlRoot};
