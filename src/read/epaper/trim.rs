//! Markup without what no reader of it looks at: styles, scripts, drawings, menus and remarks are half of a real page, and cutting
//! them out is quicker than parsing them. Scripts that write a title stay, and comments that are signs.

use std::borrow::Cow;

use memchr::{memchr_iter, memmem};

/// Elements that go with all that is in them.
const GONE: &[&str] = &["script", "style", "select", "svg", "noscript"];

/// Beginnings of comments that say something.
const SIGNS: &[&str] = &["enp", "/enp", "<npm:", "</npm:"];

/// The markup without them. What is never closed stays.
pub fn trim(markup: &str) -> Cow<'_, str> {
    let (mut kept, mut copied) = (String::new(), 0);
    let mut unclosed = [false; 6];
    for at in memchr_iter(b'<', markup.as_bytes()) {
        if at < copied {
            continue;
        }
        let Some(which) = which(&markup[at + 1..]).filter(|which| !unclosed[*which]) else {
            continue;
        };
        match length(&markup[at..], which) {
            Some(length) if goes(&markup[at..at + length], which) => {
                kept.push_str(&markup[copied..at]);
                copied = at + length;
            }
            Some(_) => {}
            None => unclosed[which] = true,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    kept.push_str(&markup[copied..]);
    Cow::Owned(kept)
}

/// The place of an element in `GONE`, or behind the last for a comment.
fn which(rest: &str) -> Option<usize> {
    if rest.starts_with("!--") {
        return Some(GONE.len());
    }
    let is_it = |name: &&str| {
        let start = rest.as_bytes().get(..name.len());
        let after = rest.as_bytes().get(name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            && after.is_some_and(|after| after.is_ascii_whitespace() || *after == b'>')
    };
    GONE.iter().position(is_it)
}

/// Bytes from the beginning of an element or comment to its end; `None` where it has none.
fn length(markup: &str, which: usize) -> Option<usize> {
    let Some(name) = GONE.get(which) else {
        // `<!-->` is a comment with nothing in it.
        let empty = ["<!-->", "<!--->"]
            .iter()
            .find(|empty| markup.starts_with(*empty));
        return match empty {
            Some(empty) => Some(empty.len()),
            None => memmem::find(&markup.as_bytes()[4..], b"-->").map(|end| end + 7),
        };
    };
    let bytes = markup.as_bytes();
    let closes = |at: &usize| {
        let found = bytes.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = memmem::find_iter(bytes, b"</").find(closes)?;
    let close = memchr::memchr(b'>', &bytes[end..])?;
    Some(end + close + 1)
}

fn goes(found: &str, which: usize) -> bool {
    match GONE.get(which) {
        Some(&"script") => !writes_a_title(found),
        Some(_) => true,
        None => {
            let said = found.get("<!--".len()..).unwrap_or("").trim_start();
            !SIGNS.iter().any(|sign| said.starts_with(sign))
        }
    }
}

/// Whether a script writes one text, and not a calendar.
fn writes_a_title(script: &str) -> bool {
    const LONGEST: usize = 4096;
    let loops = ["for(", "for ("].iter().any(|word| script.contains(word));
    script.len() <= LONGEST && script.contains("document.write(") && !loops
}

#[cfg(test)]
mod tests {
    use super::trim;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        assert_eq!(trim(markup), expected);
    }

    #[test]
    fn what_nobody_reads_goes() {
        check("a<STYLE type=x>b{}</style >c", "ac");
        check("<script>if (a</b) {}</SCRIPT>x", "x");
        check(
            "<a><script>document.write(view(\"t\"))</script></a>",
            "<a><script>document.write(view(\"t\"))</script></a>",
        );
        check("<script>for(i=0;;)document.write('<option>')</script>", "");
        check(
            "<!-- remark --><!--enpcontent--><!--/enpcontent-->",
            "<!--enpcontent--><!--/enpcontent-->",
        );
        check("<styled>x</styled><svg>x", "<styled>x</styled><svg>x");
        check("<!--", "<!--");
        check("<!-->a-->", "a-->");
    }
}
