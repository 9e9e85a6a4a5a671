//! Fetching from a timer: quiet, one at a time, the last run told, and old editions given up unless something in them is marked.

use std::time::Duration;

use yuebao::delivery::fetch::{Fetcher, Wish};
use yuebao::delivery::papers::Known;

use super::*;
use crate::press::Family;

#[test]
fn a_quiet_run_says_nothing_and_the_report_tells_of_it() {
    let issue = Issue::new(Family::Layout, day(), 2, 5, 20);
    let site = site(&issue);
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    assert_eq!(paper(&desk, "syrb")["state"], "never");
    let said = desk.run(&["fetch", "--all", "--quiet"]);
    assert_eq!(
        (said.code, said.out.as_str(), said.err.as_str()),
        (Some(0), "", "")
    );
    let report = paper(&desk, "syrb");
    assert_eq!(
        (&report["state"], &report["stories"]),
        (&"whole".into(), &5.into())
    );
    assert_eq!(report["day"], "2026-11-24");
    assert!(
        report["tried"]
            .as_i64()
            .is_some_and(|at| at > 1_700_000_000)
    );
}

#[test]
fn two_runs_never_meet() {
    let issue = Issue::new(Family::Layout, day(), 1, 2, 21);
    let path = issue.page_path(0);
    let page = issue
        .files()
        .into_iter()
        .find(|file| file.path == path)
        .unwrap()
        .bytes;
    let slow = Reply::page("text/html", page).drip(Duration::from_millis(20));
    let site = Site::start(routes(&issue).on(path.clone(), slow));
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    let mut first = desk.yuebao().args(["fetch", "--quiet"]).spawn().unwrap();
    while !site.paths().contains(&path) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = desk.run(&["fetch"]);
    assert_eq!(second.code, Some(75), "{}", second.err);
    assert!(
        second.err.contains("another yuebao is fetching"),
        "{}",
        second.err
    );
    first.kill().unwrap();
    first.wait().unwrap();
    // Whoever was killed holds no lock.
    assert_ne!(desk.run(&["papers"]).code, Some(75));
}

#[test]
#[cfg(unix)]
fn a_run_that_is_ended_leaves_no_program_and_no_failure() {
    use rustix::process::{Pid, Signal, kill_process, test_kill_process};
    use std::os::unix::process::ExitStatusExt;
    for (signal, number) in [(Signal::INT, 2), (Signal::TERM, 15)] {
        let desk = desk();
        let endless = "echo $$ > pid.part; mv pid.part pid; exec sleep 600";
        desk.run(&["subscribe", "--as", "yb", "--exec", "sh", "-c", endless])
            .good();
        let mut run = desk.yuebao().args(["fetch", "--quiet"]).spawn().unwrap();
        let told = || std::fs::read_to_string(desk.path("pid"));
        while told().is_err() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let program = Pid::from_raw(told().unwrap().trim().parse().unwrap()).unwrap();
        kill_process(Pid::from_child(&run), signal).unwrap();
        assert_eq!(run.wait().unwrap().signal(), Some(number));
        assert!(test_kill_process(program).is_err(), "the program lives on");
        assert_eq!(paper(&desk, "yb")["state"], "never");
    }
}

#[test]
fn a_damaged_depot_keeps_no_paper_from_coming() {
    type Damage = fn(&mut Vec<u8>);
    let damages: [(Damage, bool); 4] = [
        (|bytes| bytes.truncate(3000), false),
        (|bytes| bytes.truncate(0), false),
        (|bytes| *bytes = b"no database at all".repeat(99), false),
        // Only who reads on finds this, and the doctor mends it.
        (|bytes| bytes[4096..].fill(0xA5), true),
    ];
    let issue = Issue::new(Family::Layout, day(), 1, 2, 24);
    let site = site(&issue);
    for (damage, is_deep) in damages {
        let desk = desk();
        subscribe(&desk, "syrb", &issue, &site);
        desk.run(&["fetch", "--quiet"]).good();
        let path = desk.data().join("depot.sqlite3");
        let mut bytes = std::fs::read(&path).unwrap();
        damage(&mut bytes);
        let is_empty = bytes.is_empty();
        std::fs::write(&path, bytes).unwrap();
        if is_deep {
            let said = desk.run(&["fetch"]).complaint();
            assert!(said.contains("yuebao doctor"), "{said}");
            let said = desk.run(&["doctor"]).out;
            assert!(said.contains("depot: was damaged"), "{said}");
        }
        desk.run(&["papers"]).good();
        desk.run(&["fetch", "--quiet"]).good();
        assert_eq!(shown(&edition(&desk, "syrb")), issue.pages);
        let said = desk.run(&["doctor"]).good();
        assert!(said.contains("depot: every page"), "{said}");
        let names = std::fs::read_dir(desk.data()).unwrap().flatten();
        let mut names = names.map(|entry| entry.file_name().into_string().unwrap());
        // There is nothing to keep of an empty file.
        let is_kept = names.any(|name| name.starts_with("depot.sqlite3.damaged"));
        assert_eq!(is_kept, !is_empty);
    }
}

/// The day so many days before today, where the issues of the tests appear.
fn days_ago(days: i64) -> jiff::civil::Date {
    let now = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now());
    now.date()
        .checked_sub(jiff::SignedDuration::from_hours(24 * days))
        .unwrap()
}

#[test]
fn days_that_are_here_are_not_asked_for_again() {
    let issue = Issue::new(Family::Layout, days_ago(9), 2, 4, 25);
    let site = site(&issue);
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    let since = days_ago(10).to_string();
    let fetch = |more: &[&str]| {
        let asked = site.paths().len();
        desk.run(&[&["fetch", "--quiet", "--since", &since], more].concat())
            .good();
        let of_issue = |path: &&String| issue.files().iter().any(|file| file.path == **path);
        site.paths()[asked..].iter().filter(of_issue).count()
    };
    assert!(fetch(&[]) >= 6);
    assert_eq!(fetch(&[]), 0);
    assert!(fetch(&["--recheck"]) >= 6);
}

#[test]
fn what_led_to_old_editions_is_thrown_away() {
    let days = [day(), day().yesterday().unwrap()];
    let issues = days.map(|day| Issue::new(Family::Layout, day, 1, 1, 26));
    let all = issues.iter().flat_map(Issue::files);
    let routes = all.fold(Routes::new(), |routes, file| {
        routes.on(file.path, Reply::page(file.kind, file.bytes).etag("\"1\""))
    });
    let site = Site::start(routes);
    let desk = desk();
    subscribe(&desk, "syrb", &issues[0], &site);
    for day in days {
        desk.run(&["fetch", "--quiet", "--date", &day.to_string()])
            .good();
    }
    let depot = rusqlite::Connection::open(desk.data().join("depot.sqlite3")).unwrap();
    let age = "UPDATE piece SET fetched = fetched - 10 * 86400";
    depot.execute(age, []).unwrap();
    let count = || -> usize {
        let sql = "SELECT count(*) FROM piece WHERE day = ''";
        depot.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count(), 2);
    desk.run(&["fetch", "--quiet", "--date", &days[0].to_string()])
        .good();
    assert_eq!(count(), 1, "what was asked for again stays");
}

#[test]
fn old_editions_are_given_up_unless_something_in_them_is_marked() {
    let days = [day(), day().yesterday().unwrap()];
    let issues: Vec<Issue> = days
        .iter()
        .map(|&day| Issue::new(Family::Nbs, day, 1, 2, 22))
        .collect();
    let all = issues.iter().flat_map(Issue::files);
    let routes = all.fold(Routes::new(), |routes, file| {
        routes.on(file.path, Reply::page(file.kind, file.bytes))
    });
    let site = Site::start(routes);
    let desk = desk();
    subscribe(&desk, "syrb", &issues[0], &site);
    desk.run(&["fetch", "--date", "2026-11-23", "--quiet"])
        .good();
    desk.run(&["fetch", "--date", "2026-11-24", "--quiet"])
        .good();
    let shelf = |desk: &Desk| desk.run(&["shelf", "试印日报syrb"]).good().lines().count();
    assert_eq!(shelf(&desk), 2);
    let key = paper(&desk, "syrb")["key"].as_str().unwrap().to_owned();
    let library = yuebao::library::Library::open(&desk.data()).unwrap();
    let key = yuebao::library::Key::parse(&key).unwrap();
    library
        .enter(&yuebao::library::Entry {
            key: key.clone(),
            origin: String::new(),
            paper: "试印日报syrb".into(),
            date: Some(day()),
        })
        .unwrap();
    let place = yuebao::edition::Place::default();
    let draft = yuebao::library::Draft {
        kind: yuebao::library::Kind::Bookmark,
        story: "s1".into(),
        place,
        ..Default::default()
    };
    library.add_mark(&key, &draft).unwrap();
    desk.config("[delivery]\npause_ms = 0\nkeep_days = 1\n");
    // Both are older than a day wherever this runs; only the marked one stays.
    desk.run(&["fetch", "--date", "2026-11-24", "--quiet"])
        .good();
    assert_eq!(shelf(&desk), 1);
    assert!(
        desk.run(&["shelf", "试印日报syrb"])
            .good()
            .starts_with("2026-11-24")
    );
}

#[test]
fn pictures_come_where_they_are_wanted_and_go_into_a_book() {
    let issue = Issue::new(Family::Layout, day(), 1, 1, 23);
    let path = issue.story_path(0, 0);
    let page = issue
        .files()
        .into_iter()
        .find(|file| file.path == path)
        .unwrap()
        .bytes;
    let page = String::from_utf8(page).unwrap();
    let page = page.replace("<p>", "<p><img src=../../../pic/1.png></p><p>");
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".as_slice(),
        &[0; 64],
    ]
    .concat();
    let site = Site::start(
        routes(&issue)
            .on(path, Reply::html(&page))
            .on("/pc/pic/1.png", Reply::page("image/png", png)),
    );
    for (id, wanted) in [("without", false), ("with", true)] {
        let desk = desk();
        subscribe(&desk, id, &issue, &site);
        if wanted {
            let file = desk.path(&format!("{id}.toml"));
            desk.run(&["subscribe", file.to_str().unwrap(), "--pictures"])
                .good();
        }
        let before = site.paths().len();
        desk.run(&["fetch", "--quiet"]).good();
        let asked = site.paths().split_off(before);
        assert_eq!(
            asked.iter().any(|path| path.ends_with(".png")),
            wanted,
            "{asked:?}"
        );
        let key = paper(&desk, id)["key"].as_str().unwrap().to_owned();
        let html = desk.run(&["export", &key, "--to", "html"]).good();
        assert_eq!(html.contains("data:image/png;base64"), wanted);
    }
}

#[test]
fn several_days_are_fetched_and_a_day_without_an_issue_is_no_fault() {
    let desk = desk();
    let issue = Issue::new(Family::Classic, day(), 1, 2, 24);
    let site = site(&issue);
    subscribe(&desk, "syrb", &issue, &site);
    let archive: yuebao::delivery::fetch::OpenArchive = {
        let data = desk.data();
        std::sync::Arc::new(move || yuebao::library::open_archive(&data, None))
    };
    let (known, _) = Known::with_own(&desk.path("config/papers"));
    let options = yuebao::config::Delivery {
        pause_ms: 0,
        keep_days: 0,
    };
    let mut fetcher = Fetcher::new(desk.data(), known, options, archive);
    fetcher.wish = Wish {
        since: Some(day().yesterday().unwrap()),
        ..Wish::default()
    };
    let mut last = None;
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut tell = |progress| {
        if let yuebao::delivery::Progress::Ended { paper } = progress {
            last = Some(paper);
        }
    };
    yuebao::delivery::Courier::fetch(&mut fetcher, &[], &mut tell, &stop).unwrap();
    let last = last.unwrap();
    assert_eq!((last.day, last.stories), (Some(day()), 2));
    assert_eq!(last.state, yuebao::delivery::State::Whole);
}
