//! Bracketed groups at the beginning and end of a line, in wide and narrow brackets alike.

const PAIRS: [(char, char); 8] = [
    ('(', ')'),
    ('（', '）'),
    ('【', '】'),
    ('[', ']'),
    ('［', '］'),
    ('〔', '〕'),
    ('「', '」'),
    ('<', '>'),
];

/// A line taken apart at a bracketed group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// The group with its brackets.
    pub whole: &'a str,
    /// What is between the brackets, trimmed.
    pub inner: &'a str,
    /// The rest of the line, trimmed on the side of the group.
    pub rest: &'a str,
}

/// The group that a line begins with. A bracket opened by one form may be closed by its other form.
pub fn leading(line: &str) -> Option<Group<'_>> {
    let open = line.chars().next().filter(|&c| opens(c))?;
    let end = line.char_indices().find(|&(_, c)| closes(open, c))?;
    let after = end.0 + end.1.len_utf8();
    Some(Group {
        whole: &line[..after],
        inner: line[open.len_utf8()..end.0].trim(),
        rest: line[after..].trim_start(),
    })
}

/// The group that a line ends with.
pub fn trailing(line: &str) -> Option<Group<'_>> {
    let close = line
        .chars()
        .next_back()
        .filter(|&c| PAIRS.iter().any(|pair| pair.1 == c))?;
    let inner_end = line.len() - close.len_utf8();
    let start = line[..inner_end]
        .char_indices()
        .rev()
        .find(|&(_, c)| opens(c) && closes(c, close))?;
    Some(Group {
        whole: &line[start.0..],
        inner: line[start.0 + start.1.len_utf8()..inner_end].trim(),
        rest: line[..start.0].trim_end(),
    })
}

fn opens(c: char) -> bool {
    PAIRS.iter().any(|pair| pair.0 == c)
}

/// Whether `close` closes `open`; round brackets match across widths, since dumps mix them.
fn closes(open: char, close: char) -> bool {
    let round = |c: char| matches!(c, '(' | ')' | '（' | '）');
    PAIRS.contains(&(open, close)) || (round(open) && matches!(close, ')' | '）'))
}

#[cfg(test)]
mod tests {
    use super::{leading, trailing};

    #[test]
    fn groups_are_found_at_both_ends_and_across_widths() {
        let group = leading("(上接第1版）要更好").unwrap();
        assert_eq!(
            (group.whole, group.inner, group.rest),
            ("(上接第1版）", "上接第1版", "要更好")
        );
        let group = trailing("屏障。(一)（申波)").unwrap();
        assert_eq!((group.inner, group.rest), ("申波", "屏障。(一)"));
        assert_eq!(leading("没有"), None);
        assert_eq!(trailing("只有右边)"), None);
    }
}
