//! What the index knows of a story, and by which tokens.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use super::stream::Cut;

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// All of a story's text: pairs and words, with their positions.
    pub text: Field,
    /// Kicker, headline and deck.
    pub head: Field,
    /// The byline.
    pub byline: Field,
    /// The kicker.
    pub kicker: Field,
    /// The name of its page.
    pub section: Field,
    /// The name of its paper.
    pub paper: Field,
    /// The key of its page.
    pub page: Field,
    /// Its day, as days since the year 0; 0 where it has none.
    pub day: Field,
    /// Its rank among all stories.
    pub rank: Field,
    /// The number of its edition on the shelf.
    pub edition: Field,
    /// Its index in its edition.
    pub story: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let cut = text_options("cut", IndexRecordOption::WithFreqsAndPositions);
    let number = || NumericOptions::default() | FAST;
    let fields = Fields {
        text: schema.add_text_field("text", cut.clone()),
        head: schema.add_text_field("head", cut.clone()),
        byline: schema.add_text_field("byline", cut.clone()),
        kicker: schema.add_text_field("kicker", cut.clone()),
        section: schema.add_text_field("section", cut.clone()),
        paper: schema.add_text_field("paper", cut),
        page: schema.add_text_field("page", text_options("raw", IndexRecordOption::Basic)),
        day: schema.add_u64_field("day", number()),
        rank: schema.add_u64_field("rank", number()),
        edition: schema.add_u64_field("edition", number() | INDEXED),
        story: schema.add_u64_field("story", number()),
    };
    (schema.build(), fields)
}

/// The tokenizers that the fields name.
pub(super) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register("cut", Cut::default());
    tokenizers
}

/// Nothing is scored by length, so no lengths are kept.
fn text_options(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_fieldnorms(false)
        .set_index_option(record);
    TextOptions::default().set_indexing_options(indexing)
}
