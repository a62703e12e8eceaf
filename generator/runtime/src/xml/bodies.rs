//! Bodies of requests and responses that are XML.

use super::description::XmlElement;
use super::{read, write};
use crate::exchange::UndecodedResponse;
use crate::json::{FromJson, JsonError, JsonWriter, ToJson};
use crate::request::Request;
use crate::response::{Error, Failure};

impl Request {
    /// Sets an XML body.
    pub fn xml<T: ToJson + ?Sized>(
        &mut self,
        media_type: &'static str,
        value: &T,
        root: &XmlElement,
    ) {
        let mut json = JsonWriter::of(value);
        match json.look(|value| write::document(value, root)) {
            Ok(Ok(text)) => self.bytes(media_type, text),
            Ok(Err(reason)) => self.refuse("body", reason),
            Err(error) => self.refuse("body", error.reason()),
        }
        self.secrets = json.take_secrets();
    }
}

#[cfg(feature = "test-util")]
/// The document of a value, if XML can say it.
pub(crate) fn text<T: ToJson + ?Sized>(value: &T, root: &XmlElement) -> Option<String> {
    JsonWriter::of(value).look(|value| write::document(value, root)).ok()?.ok()
}

impl UndecodedResponse {
    /// The body, read as XML.
    ///
    /// # Errors
    ///
    /// When the body is no XML, or not what `T` needs.
    pub fn xml<T: FromJson, E>(&self, root: &XmlElement) -> Result<T, Error<E>> {
        self.read_xml(root).map_err(|cause| Error::Decode(self.undecoded(cause)))
    }

    /// A failure whose body is XML.
    pub fn failure_xml<T: FromJson>(&self, root: &XmlElement) -> Failure<T> {
        self.failure_of(self.read_xml(root))
    }

    fn read_xml<T: FromJson>(&self, root: &XmlElement) -> Result<T, JsonError> {
        self.readable()?;
        read::document(self.0.text(), root)?.look(T::from_json)?
    }
}
