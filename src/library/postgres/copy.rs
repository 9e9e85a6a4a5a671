//! Rows on their way into a table, in the binary form of COPY: the fastest a server takes them.

use std::borrow::Cow;
use std::io::Write;

use postgres::{CopyInWriter, Transaction};

use super::trouble::Trouble;

const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// Bytes that go at once.
const CHUNK: usize = 1 << 18;

/// A value of a row.
pub(super) enum Field<'a> {
    /// An `integer`.
    Integer(i32),
    /// A `bigint`.
    Bigint(i64),
    /// A `bigint` that may be absent.
    Maybe(Option<i64>),
    /// A `boolean`.
    Flag(bool),
    /// A `text`.
    Text(&'a str),
    /// A `bytea`, or a `tsvector` or an array as the server takes it.
    Bytes(&'a [u8]),
}

/// A table that is being filled.
pub(super) struct Copy<'a> {
    writer: CopyInWriter<'a>,
    waiting: Vec<u8>,
}

impl<'a> Copy<'a> {
    /// Begins with a table and its columns (`story (a, b)`).
    pub(super) fn into(
        transaction: &'a mut Transaction<'_>,
        columns: &str,
    ) -> Result<Self, Trouble> {
        let sql = format!("COPY yuebao.{columns} FROM STDIN (FORMAT binary)");
        Ok(Self {
            writer: transaction.copy_in(&sql)?,
            waiting: SIGNATURE.to_vec(),
        })
    }

    /// Adds a row.
    pub(super) fn row(&mut self, fields: &[Field<'_>]) -> Result<(), Trouble> {
        let count = i16::try_from(fields.len()).unwrap_or(i16::MAX);
        self.waiting.extend(count.to_be_bytes());
        for field in fields {
            self.field(field);
        }
        if self.waiting.len() >= CHUNK {
            self.writer.write_all(&self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }

    fn field(&mut self, field: &Field<'_>) {
        match field {
            Field::Integer(number) => self.value(&number.to_be_bytes()),
            Field::Bigint(number) | Field::Maybe(Some(number)) => self.value(&number.to_be_bytes()),
            Field::Maybe(None) => self.waiting.extend((-1i32).to_be_bytes()),
            Field::Flag(flag) => self.value(&[u8::from(*flag)]),
            Field::Text(text) => self.value(without_nul(text).as_bytes()),
            Field::Bytes(bytes) => self.value(bytes),
        }
    }

    fn value(&mut self, bytes: &[u8]) {
        let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
        self.waiting.extend(length.to_be_bytes());
        self.waiting.extend(bytes);
    }

    /// Ends; the rows are there when the transaction is committed.
    pub(super) fn finish(mut self) -> Result<(), Trouble> {
        self.waiting.extend((-1i16).to_be_bytes());
        self.writer.write_all(&self.waiting)?;
        self.writer.finish()?;
        Ok(())
    }
}

/// A text of the server holds no NUL.
pub(super) fn without_nul(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "")),
        false => Cow::Borrowed(text),
    }
}
