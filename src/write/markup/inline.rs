//! Text with its spans as markup, so that the elements in their order are the spans in theirs. Spans that lie otherwise stand
//! in an attribute as well, as JSON.

use crate::edition::{Mark, Span};

use super::{escape, link};

/// Elements in each other within one text; spans deeper than that are in the attribute alone.
const DEEPEST: usize = 32;

/// Adds an element with a text and its spans.
pub fn element(out: &mut String, name: &str, text: &str, spans: &[Span]) {
    let (shown, all) = shown(text, spans);
    out.push('<');
    out.push_str(name);
    if !all {
        let json = serde_json::to_string(spans).unwrap_or_default();
        escape::attribute(out, "data-spans", &json);
    }
    out.push('>');
    marked(out, text, &shown);
    escape::close(out, name);
}

/// The spans that can be elements, from the outside in, and whether these are all in their order.
fn shown<'a>(text: &str, spans: &'a [Span]) -> (Vec<&'a Span>, bool) {
    let sound = |span: &&Span| {
        text.get(span.range.clone())
            .is_some_and(|part| !part.is_empty())
    };
    let mut sorted: Vec<&Span> = spans.iter().filter(sound).collect();
    sorted.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    let mut open: Vec<&Span> = Vec::new();
    let mut kept = Vec::new();
    for span in sorted {
        while open
            .last()
            .is_some_and(|last| last.range.end <= span.range.start)
        {
            open.pop();
        }
        let fits = open
            .last()
            .is_none_or(|last| span.range.end <= last.range.end);
        let ruby_in_ruby = is_ruby(span) && open.iter().any(|outer| is_ruby(outer));
        if fits && !ruby_in_ruby && open.len() < DEEPEST {
            open.push(span);
            kept.push(span);
        }
    }
    let all = kept.len() == spans.len() && kept.iter().zip(spans).all(|(kept, span)| *kept == span);
    (kept, all)
}

fn is_ruby(span: &Span) -> bool {
    matches!(span.mark, Mark::Ruby(_))
}

fn marked(out: &mut String, text: &str, spans: &[&Span]) {
    let mut open: Vec<(&Span, &str)> = Vec::new();
    let mut at = 0;
    for span in spans {
        end_until(out, text, &mut open, &mut at, span.range.start);
        run(out, text, &mut at, span.range.start);
        let in_link = open.iter().any(|(_, name)| *name == "a");
        open.push((span, begin(out, &span.mark, in_link)));
    }
    end_until(out, text, &mut open, &mut at, text.len());
    run(out, text, &mut at, text.len());
}

/// Text up to a place.
fn run(out: &mut String, text: &str, at: &mut usize, to: usize) {
    escape::text(out, text.get(*at..to).unwrap_or(""));
    *at = to;
}

/// Ends the elements that end up to a place.
fn end_until(
    out: &mut String,
    text: &str,
    open: &mut Vec<(&Span, &str)>,
    at: &mut usize,
    to: usize,
) {
    while let Some((span, name)) = open.pop_if(|(span, _)| span.range.end <= to) {
        run(out, text, at, span.range.end);
        if let Mark::Ruby(reading) = &span.mark {
            out.push_str("<rt>");
            escape::text(out, reading);
            out.push_str("</rt>");
        }
        escape::close(out, name);
    }
}

/// Begins the element of a mark, and gives its name.
fn begin(out: &mut String, mark: &Mark, in_link: bool) -> &'static str {
    let (name, class) = match mark {
        Mark::Emphasis => ("em", ""),
        Mark::Strong => ("strong", ""),
        Mark::Name => ("u", "name"),
        Mark::Title => ("cite", ""),
        Mark::Ruby(_) => ("ruby", ""),
        Mark::Link(_) if in_link => ("span", "link"),
        Mark::Link(_) => ("a", "link"),
    };
    out.push('<');
    out.push_str(name);
    if !class.is_empty() {
        escape::attribute(out, "class", class);
    }
    if let Mark::Link(address) = mark {
        match in_link {
            true => escape::attribute(out, "data-href", address),
            false => link::attributes(out, address),
        }
    }
    out.push('>');
    name
}
