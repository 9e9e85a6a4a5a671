//! From what the index found to what a reader is shown of it.
//!
//! The rows are read by one thread, as the file wants it; unpacking the stories and finding the words in them takes most
//! of the time of a search, and is done by all threads that search.

use super::Shelf;
use super::schema::story_number;
use super::take::{Told, told};
use crate::edition::Story;
use crate::library::LibraryError;
use crate::library::archive::{Hit, Which, snippet};
use crate::library::index::Matches;
use crate::library::packed::unpack;
use crate::library::query::Query;

/// A story that was found, as it stands in the file.
struct Row {
    told: Told,
    index: usize,
    score: f64,
}

impl Shelf {
    /// The hits of what the index found. A story that has gone meanwhile is left out.
    pub(super) fn hits(&self, matches: &Matches, query: &Query) -> Result<Vec<Hit>, LibraryError> {
        // One reading of the file for all of them: to begin one takes as long as to find a row.
        let reading = self.connection.unchecked_transaction()?;
        let rows = matches.stories.iter().map(|&(edition, index, score)| {
            let told = told(&reading, edition, story_number(edition, index))?;
            Ok(told.map(|told| Row { told, index, score }))
        });
        let rows = rows.filter_map(Result::transpose);
        let rows: Vec<Row> = rows.collect::<Result<_, LibraryError>>()?;
        drop(reading);
        let hits = match &self.index {
            Some(index) => index.share_out(rows, |row| hit(row, query))?,
            None => rows.into_iter().map(|row| hit(row, query)).collect(),
        };
        hits.into_iter().collect()
    }
}

fn hit(Row { told, index, score }: Row, query: &Query) -> Result<Hit, LibraryError> {
    let story: Story = unpack(&told.body)?;
    Ok(Hit {
        which: Which {
            edition: told.key,
            story: index,
        },
        paper: told.paper,
        date: told.day,
        section: told.section,
        headline: story.title().into_owned(),
        snippet: snippet(index, &story, query),
        id: story.id,
        page: story.page,
        byline: story.byline,
        score,
    })
}
