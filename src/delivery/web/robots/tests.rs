//! What RFC 9309 says of robots.txt, one row for each thing that it says.

use std::time::Duration;

use proptest::prelude::*;

use super::{Robots, Rule};

#[track_caller]
fn check(file: &str, open: &[&str], closed: &[&str]) {
    let robots = Robots::parse(file.as_bytes());
    for path in open {
        assert!(robots.allows(path), "{path} should be open:\n{file}");
    }
    for path in closed {
        assert!(!robots.allows(path), "{path} should be closed:\n{file}");
    }
}

#[test]
fn nothing_is_closed_where_nothing_is_said() {
    check("", &["/", "/a"], &[]);
    check("<html>Disallow: /</html>", &["/a"], &[]);
    check("disallow: /\n", &["/a"], &[]);
    check("user-agent: *\ndisallow:\n", &["/a"], &[]);
    check("user-agent: *\ndisallow: /", &["/robots.txt"], &["/", "/a"]);
}

#[test]
fn the_own_group_goes_before_that_of_all() {
    let file = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
                User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\n\n\
                User-Agent: YueBao/2.0 (x)\nUser-Agent: quxbot\n# nothing\nDisallow: /own\n";
    check(file, &["/example/", "/a.gif", "/x"], &["/own", "/own/a"]);
    let bare = "user-agent: *\ndisallow: /\nuser-agent: yuebao\n";
    check(bare, &["/a"], &[]);
    check("user-agent: yuebao-news\ndisallow: /\n", &["/a"], &[]);
}

#[test]
fn groups_of_one_name_are_one() {
    let file = "user-agent: yuebao\ndisallow: /a\n\nuser-agent: b\ndisallow: /b\n\nuser-agent: yuebao\ndisallow: /c\n";
    check(file, &["/b"], &["/a", "/c"]);
    let file = "user-agent: x\nsitemap: https://a.example/map\nuser-agent: yuebao\ndisallow: /a\n";
    check(file, &["/b"], &["/a"]);
}

#[test]
fn the_longest_rule_decides_and_of_two_the_kinder() {
    let file = "user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif\n";
    check(
        file,
        &["/example/page/", "/example/page/a.gif"],
        &["/example/page/disallowed.gif"],
    );
    check(
        "user-agent: *\ndisallow: /example\nallow: /example\n",
        &["/example"],
        &[],
    );
    check(
        "user-agent: *\nallow: /p\ndisallow: /\n",
        &["/page"],
        &["/x"],
    );
}

#[test]
fn stars_and_the_end_sign() {
    check(
        "user-agent: *\ndisallow: /a*b*c\n",
        &["/ab", "/acb"],
        &["/abc", "/a1b2c3"],
    );
    check(
        "user-agent: *\ndisallow: *.gif$\n",
        &["/a.gif?x", "/a.gi"],
        &["/a.gif", "/x/.gif"],
    );
    check(
        "user-agent: *\ndisallow: /this/*/exactly$\n",
        &["/this/exactly", "/this/a/exactly/"],
        &["/this/a/b/exactly"],
    );
    check(
        "user-agent: *\ndisallow: /a*aa$\n",
        &["/a", "/aa"],
        &["/aaa", "/abaa"],
    );
    check(
        "user-agent: *\ndisallow: /a$b\n",
        &["/ab", "/a"],
        &["/a$b", "/a%24bc"],
    );
    check("user-agent: *\ndisallow: *\n", &[], &["/", "/a"]);
}

#[test]
fn paths_are_compared_in_one_coding() {
    check(
        "user-agent: *\ndisallow: /foo/bar/ツ\n",
        &["/foo/bar/"],
        &["/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84a"],
    );
    check(
        "user-agent: *\ndisallow: /foo/bar/%E3%83%84\n",
        &[],
        &["/foo/bar/%E3%83%84"],
    );
    check(
        "user-agent: *\ndisallow: /foo/bar/%62%61%7A\n",
        &[],
        &["/foo/bar/baz"],
    );
    check(
        "user-agent: *\ndisallow: /a-%2A.html\n",
        &["/a-b.html"],
        &["/a-*.html"],
    );
    check("user-agent: *\ndisallow: /a?b=c\n", &["/a"], &["/a?b=c&d"]);
    check("user-agent: *\ndisallow: /%zz%\n", &["/"], &["/%zz%"]);
}

#[test]
fn lines_end_anyhow_and_hold_anything() {
    check(
        "\u{feff}USER-AGENT : *\rDISALLOW : /a # closed\r\n\r\nDisallow: /b",
        &["/c"],
        &["/a", "/b"],
    );
    let mut bytes = b"user-agent: *\ndisallow: /\xff\n\xff\xfe\0\ndisallow: /b\n".to_vec();
    bytes.extend([b'*'; 5_000]);
    assert!(!Robots::parse(&bytes).allows("/b"));
}

#[test]
fn a_pause_is_that_of_the_group() {
    let delay = |file: &str| Robots::parse(file.as_bytes()).delay;
    let file = "user-agent: *\ncrawl-delay: 2.5\ndisallow:\nuser-agent: b\ncrawl-delay: 9\n";
    assert_eq!(delay(file), Some(Duration::from_millis(2_500)));
    assert_eq!(delay("user-agent: *\ncrawl-delay: -1\n"), None);
    assert_eq!(delay("user-agent: *\ncrawl-delay: soon\n"), None);
    assert_eq!(delay("user-agent: *\ncrawl-delay: NaN\n"), None);
}

#[test]
fn stars_without_number_take_no_time_without_number() {
    let file = format!("user-agent: *\ndisallow: /{}x$\n", "*a".repeat(20_000));
    let path = format!("/{}", "a".repeat(40_000));
    check(&file, &[&path], &[]);
}

/// The same as `Rule::fits`, by trying everything.
fn fits_slowly(pattern: &[u8], path: &[u8]) -> bool {
    match (pattern, path) {
        ([], _) | ([b'$'], []) => true,
        ([b'*', rest @ ..], _) => (0..=path.len()).any(|at| fits_slowly(rest, &path[at..])),
        ([a, rest @ ..], [b, left @ ..]) => a == b && fits_slowly(rest, left),
        _ => false,
    }
}

proptest! {
    #[test]
    fn rules_fit_as_they_do_by_trying_everything(pattern in "/[ab*]{0,8}\\$?", path in "/[ab]{0,10}") {
        let rule = Rule::parse(true, &pattern);
        prop_assert_eq!(rule.fits(&path), fits_slowly(pattern.as_bytes(), path.as_bytes()));
    }

    #[test]
    fn nothing_in_a_file_or_a_path_breaks_it(
        file in "(user-agent: \\*\n)?((dis)?allow: ?\\PC{0,20}\n|.{0,20}){0,8}",
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        path in "/\\PC{0,20}",
    ) {
        Robots::parse(file.as_bytes()).allows(&path);
        Robots::parse(&bytes).allows(&path);
    }
}
