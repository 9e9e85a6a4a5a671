//! Looking in the open story for what led to it from elsewhere.

use super::app::App;
use super::search::Search;
use super::stacks::needles;
use crate::library::query::Query;

impl App {
    /// Looks in the open story for the words of a query, from where the reader is, and has the hit seen with what stands
    /// before it.
    pub fn look_for_all(&mut self, query: &str) {
        let words = Query::parse(query).map(|query| needles(&query));
        let words = words.unwrap_or_default();
        let Some((index, story)) = self.open().and_then(|i| Some((i, self.story(i)?))) else {
            return;
        };
        let mut search = Search::over(index, story, self.search.as_ref());
        search.look_for_all(&words.join(" "), words, self.anchor(index));
        if let Some(place) = search.place() {
            self.search = Some(search);
            self.bring(place);
        }
    }
}
