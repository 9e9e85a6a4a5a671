//! Stories about the same: those that share the rarest pairs and words of a story.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as Asked, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::ask::{Matches, told};
use super::{Index, trouble};
use crate::library::LibraryError;
use crate::library::archive::telling_terms;

/// Most terms that are asked for.
const TERMS: usize = 30;

impl Index {
    /// Stories like a text, the likest first. Scores are the weight of what is shared, out of all that was asked.
    pub(in crate::library) fn alike(
        &self,
        text: &str,
        head: &str,
        limit: usize,
    ) -> Result<Matches, LibraryError> {
        let searcher = &self.pieces.searcher;
        let terms = self.weighed(telling_terms(text, head))?;
        let all: f32 = terms.values().sum();
        let asked = terms.into_iter().map(|(text, weight)| {
            let term = Term::from_field_text(self.fields.text, &text);
            let query = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            let query = tantivy::query::ConstScoreQuery::new(query, 1.0);
            let boosted: Box<dyn Asked> = Box::new(BoostQuery::new(Box::new(query), weight));
            (Occur::Should, boosted)
        });
        let query = BooleanQuery::new(asked.collect());
        let top = TopDocs::with_limit(limit.max(1)).order_by_score();
        let found = searcher
            .search(&query, &top)
            .map_err(|error| trouble(&error))?;
        let found = found.into_iter().map(|(score, address)| {
            let score = f64::from(score / all.max(f32::EPSILON));
            (address, (score * 1000.0).round() / 1000.0)
        });
        Ok(Matches {
            stories: told(searcher, found)?,
            more: false,
        })
    }

    /// The rarest of some terms that stand in another story too, by how much they tell.
    fn weighed(&self, terms: Vec<(String, f32)>) -> Result<HashMap<String, f32>, LibraryError> {
        let searcher = &self.pieces.searcher;
        let stories = searcher.num_docs() as f32;
        let mut weighed = Vec::new();
        for (text, worth) in terms {
            let term = Term::from_field_text(self.fields.text, &text);
            let holding = searcher.doc_freq(&term).map_err(|error| trouble(&error))? as f32;
            if holding > 1.0 && holding < stories / 4.0 + 2.0 {
                weighed.push((text, worth * (1.0 + stories / holding).ln()));
            }
        }
        weighed.sort_by(|(one, a), (other, b)| b.total_cmp(a).then_with(|| one.cmp(other)));
        weighed.truncate(TERMS);
        Ok(weighed.into_iter().collect())
    }
}
