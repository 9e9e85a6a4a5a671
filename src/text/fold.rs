//! Folding for search: full-width forms match ASCII, capitals match small letters.

/// A folded text that remembers where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For every character of `text`: (its byte in `text`, byte in the original).
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str) -> Self {
        let mut folded = Self::default();
        for (at, c) in original.char_indices() {
            folded.origins.push((folded.text.len(), at));
            folded.text.push(c);
        }
        folded.origins.push((folded.text.len(), original.len()));
        folded
    }

    /// Byte ranges of the original that match `needle`, left to right, not overlapping.
    pub fn find(&self, needle: &str) -> Vec<std::ops::Range<usize>> {
        let needle = Folded::new(needle).text;
        if needle.is_empty() {
            return Vec::new();
        }
        self.text
            .match_indices(&needle)
            .map(|(at, hit)| self.origin(at)..self.origin(at + hit.len()))
            .collect()
    }

    fn origin(&self, at: usize) -> usize {
        let index = self.origins.partition_point(|&(byte, _)| byte < at);
        self.origins.get(index).map_or(0, |&(_, origin)| origin)
    }
}
