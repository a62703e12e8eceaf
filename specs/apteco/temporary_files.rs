//! Temporary files in parts.

use bytes::BytesMut;

use super::super::temporary_files::TemporaryFiles;
use crate::runtime::{AnyError, Body, Part, Progress};

impl TemporaryFiles {
    /// Writes a temporary file in parts of so many bytes each, the last one of what is left: for
    /// files that are too large for one request.
    ///
    /// `file` is read while it is sent, and no more than two parts of it are in memory. A part is
    /// sent again where a call of its kind would be. `progress` is called before the first part and
    /// after each, with the bytes that the server has taken. A part has at least one byte, and an
    /// empty file is one part without any.
    ///
    /// `id` is made up by the caller: a name, two underscores, a GUID and an extension. What is left
    /// of parts that were sent for it before would become part of the file, so take a new one each
    /// time.
    ///
    /// # Errors
    ///
    /// Those of [`upload_part`](Self::upload_part), and of reading the file; and where the server
    /// takes the last part without putting them all together. The parts that were sent stay on the
    /// server then.
    pub async fn upload_in_parts(
        &self,
        id: &str,
        mut file: Body,
        part_size: usize,
        mut progress: impl FnMut(Progress),
    ) -> Result<(), AnyError> {
        let (part_size, total) = (part_size.max(1), file.length());
        let (mut buffer, mut is_read, mut sent) = (BytesMut::new(), false, 0);
        progress(Progress::new(sent, total));
        for number in 0.. {
            // One byte more than a part shows that it is not the last.
            while !is_read && buffer.len() <= part_size {
                match file.next().await {
                    Some(piece) => buffer.extend_from_slice(&piece?),
                    None => is_read = true,
                }
            }
            let is_last = buffer.len() <= part_size;
            let bytes = buffer.split_to(part_size.min(buffer.len())).freeze();
            sent += u64::try_from(bytes.len()).unwrap_or_default();
            let part = Part::new(bytes).with_file_name(id);
            let taken = self.upload_part(id, number, part).final_part(is_last).await?;
            progress(Progress::new(sent, total));
            if is_last && taken.temporary_file_created {
                return Ok(());
            }
            if is_last {
                let words = format!("the server did not put the parts of {id} together");
                return Err(AnyError::other(words));
            }
        }
        Err(AnyError::other("the file has more parts than there are numbers"))
    }
}
