//! Marks that the readers of an archive share: told, heard, changed, taken back; whose they are stays so, whatever stands
//! in the tables, and nothing that was told is lost.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tempfile::{TempDir, tempdir};
use yuebao::edition::{Place, Slot};
use yuebao::library::archive::Archive;
use yuebao::library::postgres::Postgres;
use yuebao::library::{Draft, Entry, Key, Kind, Library, LibraryError, Mark, Shared, Wanted};

use super::server::{self, Server};

/// A reader with a library and a way to the archive.
struct Reader {
    _folder: TempDir,
    library: Library,
    archive: Postgres,
    name: &'static str,
}

impl Reader {
    fn new(address: &str, name: &'static str) -> Self {
        let folder = tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        library.enter(&entry()).unwrap();
        let archive = Postgres::open(address).unwrap();
        Self {
            _folder: folder,
            library,
            archive,
            name,
        }
    }

    fn try_to_share(&mut self) -> Result<Shared, LibraryError> {
        let room = self.archive.room().unwrap();
        self.library.share(room, self.name, "private")
    }

    fn share(&mut self) -> Shared {
        self.try_to_share().unwrap()
    }

    /// Shares, however long the server takes to come back.
    fn share_in_the_end(&mut self) {
        for _ in 0..20 {
            if self.try_to_share().is_ok() {
                return;
            }
        }
        self.share();
    }

    /// A highlight in the edition that everyone reads.
    fn highlight(&self, words: &str, tags: &[&str]) -> Mark {
        let draft = Draft {
            kind: Kind::Highlight,
            story: "s1".into(),
            place: Place::start_of(0),
            end: Some((Slot::Block(0), words.len())),
            title: "老厂房里的养老院".into(),
            excerpt: words.into(),
            page: Some("01".into()),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            ..Draft::default()
        };
        self.library.add_mark(&entry().key, &draft).unwrap()
    }

    /// What others marked, as it is shown: whose, what and the note.
    fn hears(&self) -> Vec<String> {
        let wanted = Wanted {
            everyone: true,
            ..Wanted::default()
        };
        let mut marks = self.library.marks(&wanted).unwrap();
        marks.retain(|mark| mark.reader.is_some());
        let mut told: Vec<String> = marks.iter().map(told).collect();
        told.sort();
        told
    }

    fn own(&self) -> usize {
        self.library.marks(&Wanted::default()).unwrap().len()
    }
}

fn told(mark: &Mark) -> String {
    let reader = mark.reader.clone().unwrap_or_default();
    let note = mark.draft.note.clone().unwrap_or_default();
    format!("{reader}:{}:{note}", mark.draft.excerpt)
}

fn entry() -> Entry {
    Entry {
        key: Key::of([b"an edition".as_slice()]),
        paper: "汾水晚报".into(),
        date: Some(jiff::civil::date(2026, 7, 9)),
        origin: "/home/wang/paper.txt".into(),
    }
}

#[test]
fn what_one_marks_the_others_see_until_it_is_taken_back() {
    let Some(address) = server::database() else {
        return;
    };
    let [mut wang, mut li] = ["王", "李"].map(|name| Reader::new(&address, name));
    let mark = wang.highlight("老人们说够用", &["养老"]);
    assert_eq!(wang.share(), Shared { told: 1, heard: 0 });
    assert_eq!(wang.share(), Shared::default(), "once is enough");
    assert_eq!(li.share(), Shared { told: 0, heard: 1 });
    assert_eq!(li.hears(), ["王:老人们说够用:"]);
    let heard = li.library.enter(&entry()).unwrap().marks.pop().unwrap();
    assert_eq!(heard.reader.as_deref(), Some("王"));
    assert_eq!(
        (heard.uid.as_str(), heard.draft),
        (mark.uid.as_str(), mark.draft)
    );
    assert!(heard.id < 0, "no number of a mark of one's own");
    assert!(li.library.remove_mark(heard.id).is_err(), "it is another's");

    // Twice within one second, and while nobody listens.
    for note in ["够不够", "够用"] {
        wang.library.set_note(mark.id, Some(note)).unwrap();
        wang.share();
    }
    li.share();
    assert_eq!(li.hears(), ["王:老人们说够用:够用"]);
    wang.library.remove_mark(mark.id).unwrap();
    wang.share();
    assert_eq!(li.share(), Shared { told: 0, heard: 1 });
    assert!(li.hears().is_empty());
    wang.library.restore_mark(mark.id).unwrap();
    wang.name = "老王";
    wang.share();
    li.highlight("三号车间", &[]);
    li.share();
    assert_eq!(li.hears(), ["老王:老人们说够用:够用"]);
    wang.share();
    assert_eq!(wang.hears(), ["李:三号车间:"]);
    wang.name = "王";
    wang.share();
    li.share();
    assert_eq!(li.hears(), ["王:老人们说够用:够用"], "another name alone");

    let room = wang.archive.room().unwrap();
    wang.library.leave(room).unwrap();
    assert_eq!((wang.own(), wang.hears().len()), (1, 0));
    li.share();
    assert_eq!((li.own(), li.hears().len()), (1, 0));
    wang.share();
    li.share();
    assert_eq!(li.hears(), ["王:老人们说够用:够用"], "back again");
}

#[test]
fn what_is_private_and_where_files_lie_is_told_to_nobody() {
    let Some(address) = server::database() else {
        return;
    };
    let [mut wang, mut li] = ["王", "李"].map(|name| Reader::new(&address, name));
    wang.highlight("只给自己看", &["private"]);
    let mark = wang.highlight("给大家看", &[]);
    wang.share();
    li.share();
    assert_eq!(li.hears(), ["王:给大家看:"]);
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    let forms = client.query("SELECT form FROM yuebao.mark", &[]).unwrap();
    let forms: Vec<String> = forms.iter().map(|row| row.get(0)).collect();
    assert!(
        forms.len() == 1 && !forms[0].contains("/home/wang"),
        "{forms:?}"
    );
    let tags = ["private".to_owned()];
    wang.library.set_tags(mark.id, &tags).unwrap();
    wang.share();
    li.share();
    assert!(li.hears().is_empty(), "taken back");
    wang.library.set_tags(mark.id, &[]).unwrap();
    // An export is the reader's own and nothing else, and what is of others is taken in by nobody.
    wang.share();
    li.share();
    let wanted = Wanted {
        everyone: true,
        ..Wanted::default()
    };
    let all = li.library.export(&wanted).unwrap();
    assert_eq!(all.marks[0].reader.as_deref(), Some("王"));
    assert!(
        li.library
            .export(&Wanted::default())
            .unwrap()
            .marks
            .is_empty()
    );
    let imported = li.library.import(all).unwrap();
    assert_eq!((imported.new, imported.others), (0, 1));
}

#[test]
fn one_reader_at_two_machines_is_one_reader() {
    let Some(address) = server::database() else {
        return;
    };
    let [mut here, mut there] = ["王", "王"].map(|name| Reader::new(&address, name));
    let mut li = Reader::new(&address, "李");
    here.highlight("老人们说够用", &[]);
    let all = here.library.export(&Wanted::default()).unwrap();
    there.library.import(all).unwrap();
    there.highlight("三号车间", &[]);
    for reader in [&mut here, &mut there, &mut li] {
        reader.share();
    }
    here.share();
    assert_eq!(li.hears(), ["王:三号车间:", "王:老人们说够用:"]);
    assert_eq!(here.hears(), ["王:三号车间:"]);
    assert!(there.hears().is_empty());
}

#[test]
fn the_server_keeps_readers_from_the_marks_of_others() {
    let Some(server) = server::shared() else {
        return;
    };
    server.make("room");
    let mut wang = Reader::new(&server.address("room", "yuebao"), "王");
    wang.highlight("老人们说够用", &[]);
    wang.share();
    server
        .client("room")
        .batch_execute(
            "CREATE ROLE member LOGIN; CREATE ROLE visitor LOGIN; GRANT USAGE ON SCHEMA yuebao TO member, visitor;
             GRANT SELECT ON ALL TABLES IN SCHEMA yuebao TO member, visitor;
             GRANT INSERT, UPDATE ON yuebao.reader, yuebao.mark TO member",
        )
        .unwrap();
    let mut li = Reader::new(&server.address("room", "member"), "李");
    li.highlight("三号车间", &[]);
    assert_eq!(li.share(), Shared { told: 1, heard: 1 });
    let mut visitor = Reader::new(&server.address("room", "visitor"), "客");
    visitor.highlight("看看", &[]);
    let refused = visitor.try_to_share().unwrap_err().to_string();
    assert!(refused.contains("may read at most"), "{refused}");
    assert_eq!(visitor.hears().len(), 2, "what can be heard is");
    let mut client =
        postgres::Client::connect(&server.address("room", "member"), postgres::NoTls).unwrap();
    let theirs = "UPDATE yuebao.mark SET form = NULL, changed = changed + 9";
    assert_eq!(client.execute(theirs, &[]).unwrap(), 1, "only one's own");
    let posing =
        "INSERT INTO yuebao.mark SELECT reader, 'x', 99, 1, '{}' FROM yuebao.mark WHERE uid <> $1";
    let own = li.library.marks(&Wanted::default()).unwrap()[0].uid.clone();
    let refused = client.execute(posing, &[&own]).unwrap_err();
    let refused = refused.as_db_error().unwrap().message();
    assert!(refused.contains("row-level security"), "{refused}");
    assert!(
        client
            .execute("UPDATE yuebao.reader SET login = 'yuebao'", &[])
            .is_err()
    );
    wang.share();
    assert!(wang.hears().is_empty());
}

#[test]
fn a_room_that_came_back_from_a_copy_is_told_again() {
    let Some(address) = server::database() else {
        return;
    };
    let [mut wang, mut li] = ["王", "李"].map(|name| Reader::new(&address, name));
    for words in ["一", "二", "三"] {
        wang.highlight(words, &[]);
    }
    wang.share();
    li.share();
    wang.share();
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    client
        .batch_execute("DELETE FROM yuebao.mark WHERE turn > 1")
        .unwrap();
    li.share();
    assert_eq!(li.hears().len(), 1);
    assert_eq!(wang.share().told, 3);
    li.share();
    assert_eq!(li.hears().len(), 3);
}

#[test]
fn what_stands_in_a_room_cannot_act_on_a_terminal() {
    let Some(address) = server::database() else {
        return;
    };
    let [mut wang, mut li] = ["王", "李"].map(|name| Reader::new(&address, name));
    let mark = wang.highlight("老人们说够用", &[]);
    wang.share();
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    let put =
        "INSERT INTO yuebao.mark SELECT reader, $1, $2, 1, $3 FROM yuebao.mark WHERE uid = $4";
    let form: String = client
        .query_one("SELECT form FROM yuebao.mark", &[])
        .unwrap()
        .get(0);
    let nasty = form.replace("老人们说够用", "\\u001b[2J\\u202e老人");
    let rows: [(&str, String); 6] = [
        ("nasty", nasty),
        ("none", "no JSON".into()),
        ("empty", "{}".into()),
        ("kind", form.replace("highlight", "scratch")),
        ("two words", form.clone()),
        ("long", format!("{form}{}", " ".repeat(2_000_000))),
    ];
    for (turn, (uid, form)) in (10i64..).zip(&rows) {
        client.execute(put, &[uid, &turn, form, &mark.uid]).unwrap();
    }
    client
        .execute("UPDATE yuebao.reader SET name = $1", &[&"王\u{1b}[31m\n王"])
        .unwrap();
    li.share();
    assert_eq!(li.hears(), ["王 王:老人:", "王 王:老人们说够用:"]);
    assert_eq!(li.share(), Shared::default());
}

#[test]
fn what_many_tell_at_once_everyone_hears() {
    let Some(address) = server::database() else {
        return;
    };
    const READERS: usize = 6;
    const MARKS: usize = 8;
    let readers: Vec<Reader> = std::thread::scope(|scope| {
        let one = |_| {
            scope.spawn(|| {
                let mut reader = Reader::new(&address, "读者");
                for n in 0..MARKS {
                    reader.highlight(&format!("第{n}处"), &[]);
                    reader.share();
                }
                reader
            })
        };
        let all: Vec<_> = (0..READERS).map(one).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for mut reader in readers {
        reader.share();
        assert_eq!(reader.hears().len(), (READERS - 1) * MARKS);
    }
}

#[test]
fn nothing_that_was_told_is_lost_when_the_server_is_killed() {
    let Some(mut server) = Server::start("stays", &["fsync=on"]) else {
        return;
    };
    server.make("told");
    let address = server.address("told", "yuebao");
    let mut li = Reader::new(&address, "李");
    let mut wang = Reader::new(&address, "王");
    let mut known = 0;
    for round in 0..super::killed::rounds() {
        let ends = AtomicBool::new(false);
        known = std::thread::scope(|scope| {
            let telling = scope.spawn(|| tell(&mut wang, known, &ends));
            std::thread::sleep(Duration::from_millis(40 + round * 37 % 160));
            server.kill();
            server.run();
            ends.store(true, Ordering::Relaxed);
            telling.join().unwrap()
        });
        li.share_in_the_end();
        let heard = li.hears();
        assert_eq!(heard.len(), known, "round {round}");
    }
    server.kill();
    assert!(known > 0);
}

/// Marks and tells until it ends; the break is waited out. Answers with how many marks were told.
fn tell(reader: &mut Reader, known: usize, ends: &AtomicBool) -> usize {
    let mut told = known;
    while !ends.load(Ordering::Relaxed) {
        reader.highlight(&format!("第{told}处"), &[]);
        reader.share_in_the_end();
        told += 1;
    }
    told
}
