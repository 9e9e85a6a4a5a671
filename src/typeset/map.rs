//! The map between a part's own text and the text that is shown for it, by the bytes at which they meet.

/// Pairs of bytes that stand for each other, ascending in both texts. Between two neighbours the texts advance together
/// where both stretches are of one length; otherwise the stretch has no inside.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    anchors: Vec<(u32, u32)>,
}

impl Map {
    /// From pairs in any order, equal ones allowed.
    pub(super) fn new(mut anchors: Vec<(u32, u32)>) -> Self {
        anchors.sort_unstable();
        anchors.dedup();
        anchors.shrink_to_fit();
        Self { anchors }
    }

    /// Two texts of as many characters: they meet after each one that takes other bytes in the one than in the other.
    pub(super) fn char_for_char(source: &str, shown: &str) -> Self {
        let mut anchors = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (own, shown) in source.chars().zip(shown.chars()) {
            from += own.len_utf8();
            to += shown.len_utf8();
            if own.len_utf8() != shown.len_utf8() {
                anchors.push((saturate(from), saturate(to)));
            }
        }
        anchors.shrink_to_fit();
        Self { anchors }
    }

    /// This map and then another, over the text that this one leads to.
    pub(super) fn then(self, next: Self) -> Self {
        if self.anchors.is_empty() {
            return next;
        }
        if next.anchors.is_empty() {
            return self;
        }
        let through = self
            .anchors
            .iter()
            .map(|&(from, at)| (from, saturate(next.shown(at as usize))));
        let back = next
            .anchors
            .iter()
            .map(|&(at, to)| (saturate(self.source(at as usize)), to));
        Self::new(through.chain(back).collect())
    }

    /// Byte of the shown text for a byte of the part's own; after what was put in there.
    pub(super) fn shown(&self, source: usize) -> usize {
        let after = self
            .anchors
            .partition_point(|&(at, _)| at as usize <= source);
        let (from, to) = self.before(after);
        let next = self
            .anchors
            .get(after)
            .map_or(usize::MAX, |&(_, shown)| shown as usize);
        (to + (source - from)).min(next)
    }

    /// Byte of the part's own text for a byte of the shown one.
    pub(super) fn source(&self, shown: usize) -> usize {
        let after = self
            .anchors
            .partition_point(|&(_, at)| at as usize <= shown);
        let (from, to) = self.before(after);
        let next = self
            .anchors
            .get(after)
            .map_or(usize::MAX, |&(source, _)| source as usize);
        (from + (shown - to)).min(next)
    }

    fn before(&self, after: usize) -> (usize, usize) {
        let before = after.checked_sub(1).and_then(|at| self.anchors.get(at));
        before.map_or((0, 0), |&(source, shown)| (source as usize, shown as usize))
    }

    /// Bytes of memory it holds.
    pub(super) fn memory(&self) -> usize {
        self.anchors.capacity() * size_of::<(u32, u32)>()
    }
}

/// Offsets fit by construction: [`super::display`] cuts what is longer.
pub(super) fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
