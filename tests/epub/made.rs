//! EPUBs that are made for a test, of small pages in our own words.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An EPUB of these files.
pub fn zipped(files: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/epub+zip".to_owned())]
        .iter()
        .chain(files)
    {
        let way = if *name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(way);
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub const CONTAINER: &str = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='content.opf'/></rootfiles></container>";

/// A package with this in its metadata and these pages in its spine; `nav.xhtml` and `toc.ncx` are in its manifest.
pub fn package(metadata: &str, spine: &str, pages: &[&str]) -> String {
    let items: String = pages
        .iter()
        .enumerate()
        .map(|(at, path)| {
            format!("<item id='i{at}' href='{path}' media-type='application/xhtml+xml'/>")
        })
        .collect();
    let refs: String = (0..pages.len())
        .map(|at| format!("<itemref idref='i{at}'/>"))
        .collect();
    format!(
        "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' version='3.0'>\
         <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}</metadata><manifest>\
         <item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
         <item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>\
         <item id='css' href='style.css' media-type='text/css'/>{items}</manifest>\
         <spine toc='ncx' {spine}>{refs}</spine></package>"
    )
}

/// A page.
pub fn page(title: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>\
         <head><title>{title}</title><script src='x.js'/></head><body>{body}</body></html>"
    )
}

/// The contents in the form of EPUB 3.
pub fn nav(list: &str) -> String {
    page(
        "",
        &format!("<nav epub:type='toc'><h1>目录</h1>{list}</nav>"),
    )
}

/// An article as calibre makes it, with a bar in words of another language.
pub fn article(title: &str, body: &str) -> String {
    page(
        title,
        &format!(
            "<div class='calibre_navbar'>| <a href='../article_1/index_u2.html'>下一篇</a> | <a href='../index.html#article_0'>栏目</a> |<hr/></div>\
             <h1 class='calibre9'>{title}</h1>{body}\
             <div class='calibre_navbar'><hr/><p>本文由 <strong>calibre</strong> 下载自 <a href='https://a.example/{title}' rel='calibre-downloaded-from'>那里</a></p></div>"
        ),
    )
}
