//! What holds together across a boundary, whatever the classes on its sides may do elsewhere: numbers with their signs,
//! dashes and dots of two ems; and curly quotes, of which only the neighbours tell the side they belong to.

use super::boundary::Boundary;
use crate::text::kinsoku::{Class, Set, class_of};

/// Full-width digits and letters hold together as ASCII ones do in UAX #14 LB25, LB28 and LB29, with the points and
/// signs between two digits (JLREQ §3.1.10). UAX #14 itself has them as ideographs.
pub(super) fn is_number(at: Boundary<'_>, left: Class, right: Class) -> bool {
    let is_point = |c| matches!(c, '．' | '，' | '.' | ',' | '：' | '／' | '－');
    let after_point = is_point(at.left) && at.before.is_some_and(is_wide_digit);
    let before_point = is_point(at.right) && at.after().is_some_and(is_wide_digit);
    let after_sign = matches!(at.left, '－' | '＋' | '−' | '±');
    (left == Class::WideLatin && right == Class::WideLatin)
        || ((after_point || after_sign) && is_wide_digit(at.right))
        || (is_wide_digit(at.left) && before_point)
}

/// A number keeps the sign before it and the one after it (JLREQ §3.1.10, UAX #14 LB25), of those in `signs`.
pub(super) fn has_its_sign(at: Boundary<'_>, left: Class, right: Class, signs: Set) -> bool {
    let held = |class: Class| signs.has(class);
    (is_digit(at.left) && right == Class::Postfix && held(right))
        || (left == Class::Prefix && held(left) && is_digit(at.right))
}

/// —— and …… are one unit of two ems, never split (CLREQ 3.1.5), and so are the two halves of a kana repeat mark.
pub(super) fn is_repeated(at: Boundary<'_>, left: Class) -> bool {
    let halves = matches!(at.left, '〳' | '〴') && at.right == '〵';
    halves || (at.left == at.right && matches!(left, Class::Dash | Class::Dots))
}

/// Where units of two ems follow each other, a line may break between two of them (CLREQ 3.1.5).
pub(super) fn is_between_two_units(at: Boundary<'_>) -> bool {
    at.run.is_multiple_of(2) && at.after() == Some(at.right)
}

/// A line may break outside curly quotes beside wide characters: UAX #14 of 15.1 glues them on both sides, 16.0 mended
/// it (LB15a, LB19a). Beside a Latin word it may where the quote holds wide characters.
pub(super) fn is_outside_quotes(at: Boundary<'_>, left: Class, right: Class) -> bool {
    const BESIDE: Set = Set::of(&[
        Class::Letter,
        Class::WideLatin,
        Class::Close,
        Class::Stop,
        Class::Colon,
        Class::Bang,
        Class::Middle,
        Class::Iteration,
        Class::Long,
        Class::Small,
        Class::Dash,
        Class::Dots,
        Class::Postfix,
        Class::WideBlank,
    ]);
    let holds = |inner: Option<char>| inner.is_some_and(|c| class_of(c) == Class::Letter);
    let opens = matches!(at.right, '“' | '‘');
    let closes = matches!(at.left, '”' | '’');
    (opens && (BESIDE.has(left) || (left == Class::Western && holds(at.after()))))
        || (closes && is_beside_close(right))
        || (closes && right == Class::Western && holds(at.before))
}

/// What a line may begin with after a closing quote.
fn is_beside_close(right: Class) -> bool {
    matches!(
        right,
        Class::Letter | Class::WideLatin | Class::Open | Class::Dash | Class::Dots | Class::Prefix
    )
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}

fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}
