//! The order an edition is read through from its first page to its last, each story once.

use super::{Edition, Section, Story};

impl Edition {
    /// The pages with the stories that begin on them, each story once, under the first page that lists it.
    ///
    /// Stories that no page lists come last, with `None` for their page. A page without stories is still there.
    pub fn pages(&self) -> Vec<(Option<&Section>, Vec<&Story>)> {
        let mut seen = vec![false; self.stories.len()];
        let mut pages: Vec<(Option<&Section>, Vec<&Story>)> = Vec::new();
        for section in &self.sections {
            let mut stories = Vec::new();
            for index in section.stories.iter().filter_map(|id| self.index_of(id)) {
                if let (Some(seen), Some(story)) = (seen.get_mut(index), self.stories.get(index))
                    && !std::mem::replace(seen, true)
                {
                    stories.push(story);
                }
            }
            pages.push((Some(section), stories));
        }
        let unlisted = self.stories.iter().zip(&seen).filter(|&(_, seen)| !seen);
        let unlisted: Vec<&Story> = unlisted.map(|(story, _)| story).collect();
        if !unlisted.is_empty() {
            pages.push((None, unlisted));
        }
        pages
    }

    /// An edition of one story, with the pages it is on: what a citation of it needs. `None` where there is no such story.
    pub fn clipping(&self, id: &str) -> Option<Self> {
        let story = self.stories.get(self.index_of(id)?)?;
        let on = self
            .sections
            .iter()
            .filter(|page| page.stories.iter().any(|other| other == id));
        let page = |page: &Section| Section {
            stories: vec![id.to_owned()],
            ..page.clone()
        };
        Some(Self {
            sections: on.map(page).collect(),
            stories: vec![story.clone()],
            loose: Vec::new(),
            notes: Vec::new(),
            masthead: self.masthead.clone(),
            language: self.language.clone(),
            url: self.url.clone(),
            ..*self
        })
    }

    /// What stands over a page of this edition: its label and title ("02 要闻"). Empty where there is nothing to tell
    /// apart: no page, or the only one, without a title.
    pub fn page_heading(&self, section: Option<&Section>) -> String {
        match section {
            Some(section) if self.sections.len() > 1 || section.title.is_some() => {
                section.heading()
            }
            _ => String::new(),
        }
    }
}

impl Section {
    /// Label and title as one line ("02 要闻"); empty where the page has neither.
    pub fn heading(&self) -> String {
        let title = self.title.as_deref().unwrap_or("");
        format!("{} {title}", self.label).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::edition::{Edition, Section, Story};

    #[test]
    fn every_story_comes_once_and_none_is_lost() {
        let story = |id: &str| Story {
            id: id.into(),
            ..Story::default()
        };
        let section = |label: &str, stories: &[&str]| Section {
            label: label.into(),
            stories: stories.iter().map(|id| (*id).to_owned()).collect(),
            ..Section::default()
        };
        let edition = Edition {
            sections: vec![section("1", &["s2", "gone"]), section("2", &["s1", "s2"])],
            stories: vec![story("s1"), story("s2"), story("s3")],
            ..Edition::default()
        };
        let ids: Vec<(String, Vec<&str>)> = edition
            .pages()
            .into_iter()
            .map(|(section, stories)| {
                let label = section.map(Section::heading).unwrap_or_default();
                (
                    label,
                    stories.iter().map(|story| story.id.as_str()).collect(),
                )
            })
            .collect();
        assert_eq!(
            ids,
            [
                ("1".into(), vec!["s2"]),
                ("2".into(), vec!["s1"]),
                (String::new(), vec!["s3"])
            ]
        );
        let clipping = edition.clipping("s2").expect("it is there");
        let labels: Vec<&str> = clipping
            .sections
            .iter()
            .map(|page| page.label.as_str())
            .collect();
        assert_eq!((labels, clipping.stories.len()), (vec!["1", "2"], 1));
        assert_eq!(edition.clipping("gone"), None);
    }
}
