//! Stand-in.
use crate::read::Refusal;
/// Stand-in.
pub struct Zip<'a>(std::marker::PhantomData<&'a ()>);
impl<'a> Zip<'a> {
    /// x
    pub fn open(_: &'a [u8]) -> Result<Self, Refusal> {
        Err(Refusal::Unsupported("ZIP"))
    }
    /// x
    pub fn names(&self) -> Vec<String> {
        vec![]
    }
    /// x
    pub fn notes(&self) -> &[String] {
        &[]
    }
    /// x
    pub fn read_at(&mut self, _: usize, _: usize) -> Result<Vec<u8>, Refusal> {
        Ok(vec![])
    }
}
