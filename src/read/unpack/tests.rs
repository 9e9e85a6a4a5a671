//! Archives that are whole, damaged, or mean harm.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, EntryType, Header};

use super::open;
use crate::read::{Refusal, Source};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).expect("a vector takes all");
    gzip.finish().expect("a vector takes all")
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tar.append(&header, *bytes).expect("a vector takes all");
    }
    tar.into_inner().expect("a vector takes all")
}

/// Names, contents and notes.
fn opened(bytes: &[u8]) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let source = Source {
        name: "paper/pages.txt.gz",
        bytes,
    };
    let mut package = open(source).expect("it opens").expect("it is an archive");
    let names = package.names().to_vec();
    let read = |(index, name)| (name, package.read(index).expect("it is whole"));
    let files = names.into_iter().enumerate().map(read).collect();
    (files, package.notes)
}

#[track_caller]
fn check(bytes: &[u8], expected: &[(&str, &[u8])], notes: usize) {
    let (files, said) = opened(bytes);
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (&**name, &**bytes))
        .collect();
    assert_eq!(files, expected);
    assert_eq!(said.len(), notes, "{said:?}");
}

#[test]
fn files_come_out_with_their_names() {
    let files: &[(&str, &[u8])] = &[("01.txt", b"one"), ("../../etc/02.txt", b"two")];
    check(&tar(files), files, 0);
    check(&gzip(&tar(files)), files, 0);
    check(&gzip(b"one page"), &[("pages.txt", b"one page")], 0);
}

#[test]
fn of_what_is_cut_off_the_beginning_is_read() {
    let long = b"a page that is longer than a block. ".repeat(40);
    let whole = tar(&[("01.txt", b"one"), ("02.txt", &long)]);
    let (files, _) = opened(&whole[..1024 + 512 + 100]);
    assert_eq!(files[0], ("01.txt".into(), b"one".to_vec()));
    assert_eq!(files[1].1, long[..100]);
    let packed = gzip(&long);
    let (files, notes) = opened(&packed[..packed.len() - 9]);
    assert!(long.starts_with(&files[0].1));
    assert_eq!(notes.len(), 1);
}

#[test]
fn sizes_that_lie_and_links_do_no_harm() {
    let mut header = Header::new_gnu();
    header.set_path("big.txt").expect("a short name");
    header.set_size(1 << 40);
    header.set_cksum();
    let mut lying = header.as_bytes().to_vec();
    lying.extend(b"few bytes");
    check(&lying, &[("big.txt", b"few bytes")], 1);
    let mut link = Header::new_gnu();
    link.set_entry_type(EntryType::Symlink);
    link.set_size(0);
    link.set_cksum();
    let mut tar = Builder::new(Vec::new());
    tar.append_link(&mut link, "a", "/etc/passwd")
        .expect("a vector takes all");
    check(&tar.into_inner().expect("a vector takes all"), &[], 0);
}

#[test]
fn a_bomb_is_refused_by_the_limit() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..200 {
        gzip.write_all(&zeros).expect("a vector takes all");
    }
    let bomb = gzip.finish().expect("a vector takes all");
    let refused = open(Source {
        name: "bomb.gz",
        bytes: &bomb,
    });
    assert_eq!(
        refused.err(),
        Some(Refusal::Swells((bomb.len() * 64) >> 20))
    );
}
