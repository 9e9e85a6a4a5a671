//! Every bound on what is read, in one place. A bound that was reached is noted, never silent.

/// Largest source in bytes.
pub const SOURCE_BYTES: usize = 256 << 20;

/// Notes kept of one source; what is beyond is counted in a last note.
pub const NOTES: usize = 500;

/// Stories that can be suspended in mid-sentence at one time on a page.
pub const SUSPENDED: usize = 6;

/// How many stories away a floating banner or caption may have its story.
pub const FLOAT_REACH: usize = 24;

/// Tails of one page that a head is compared with.
pub const TAILS: usize = 16;

/// Pages that an edition may have.
pub const SECTIONS: usize = 5_000;

/// Stories that an edition may have, and that a page of it may list.
pub const STORIES: usize = 20_000;

/// Blocks of one story.
pub const BLOCKS: usize = 100_000;

/// Spans over one text.
pub const SPANS: usize = 50_000;

/// Stray texts that an edition may have.
pub const LOOSE: usize = 100_000;

/// Notes that an edition in JSON may bring with it.
pub const NOTES_BROUGHT: usize = 20_000;

/// Longest text of a block in bytes.
pub const TEXT_BYTES: usize = 16 << 20;

/// Regions of one story on the pictures of its pages.
pub const REGIONS: usize = 1_000;

/// Corners of one region.
pub const CORNERS: usize = 1_000;

/// Longest line in bytes: a headline, a label, an address, a reading.
pub const LINE_BYTES: usize = 64 << 10;

/// Nodes of one page of markup; what comes after is left out. Unclosed formatting is repeated in every paragraph, so that
/// few bytes may make many nodes.
pub const NODES: usize = 1_000_000;

/// Attributes of one element, told by the blanks between them.
pub const ATTRIBUTES: usize = 10_000;

/// Longest text between two tags, in bytes, in a page whose main article is looked for: the search takes the square of it.
pub const READABLE_TEXT: usize = 16 << 10;

/// Elements of markup that may stand inside each other; deeper ones are taken away from round their text.
pub const DEPTH: usize = 200;

/// Bytes that come out of one archive, counted as they come.
pub const UNPACKED_BYTES: usize = 256 << 20;

/// How many times larger than packed a file may be when it is unpacked: pages of one paper, all with the same frame,
/// are at most some thirty times.
pub const SWELL: usize = 64;

/// Bytes that a file may have when it is unpacked, however few they were.
pub const SWELL_FLOOR: usize = 4 << 20;

/// The most bytes that may come out of `packed` bytes.
pub fn unpacked(packed: usize) -> usize {
    packed
        .saturating_mul(SWELL)
        .clamp(SWELL_FLOOR, UNPACKED_BYTES)
}

/// Files of one archive.
pub const ENTRIES: usize = 50_000;

/// Largest file of an archive when it is unpacked, in bytes.
pub const ENTRY_BYTES: usize = 64 << 20;

/// Largest file in JSON that the site of an e-paper gives to its scripts, in bytes: it is held in memory several times over.
pub const EPAPER_JSON_BYTES: usize = 32 << 20;

/// Elements that a page may have for its main article to be looked for; the whole of a larger page is its story.
pub const READABLE: usize = 30_000;

/// Largest picture that is taken out of an archive, in bytes.
pub const PICTURE_BYTES: usize = 32 << 20;

/// Entities that a document of XML may declare.
pub const ENTITIES: usize = 1_000;

/// Longest value of a declared entity in bytes.
pub const ENTITY_VALUE_BYTES: usize = 64 << 10;

/// What all references to declared entities may add to a document in bytes.
pub const ENTITY_BYTES: usize = 4 << 20;

/// Prefixes of names that a document of XML may declare inside each other.
pub const PREFIXES: usize = 100;

/// Longest name of a folder in a list of feeds, with those it stands in, in bytes.
pub const FOLDER_BYTES: usize = 1_000;

/// Links, pictures, authors, categories and texts that one entry of a feed may bring, of each.
pub const PARTS: usize = 100;

/// Most earlier forms of one story that are kept.
pub const EARLIER: usize = 20;
