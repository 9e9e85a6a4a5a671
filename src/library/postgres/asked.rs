//! What is asked of a story, as the conditions and statements that it takes: of few stories, of many, of all.

/// What a query asks of a story `s`.
pub(super) struct Asked {
    /// What the index and the row itself tell of it.
    pub known: String,
    /// What its spelling tells.
    pub spelled: Vec<String>,
    /// What the index knows of stories that are not wanted.
    pub excluded: Option<String>,
    /// Whether no spelling need be looked through.
    pub is_quick: bool,
    /// The rank that all of them are under, where the days say one.
    pub before: Option<u64>,
}

impl Asked {
    /// What must be true of it.
    pub(super) fn wanted(&self) -> String {
        let spelled = self.spelled.iter().map(String::as_str);
        let all: Vec<&str> = std::iter::once(self.known.as_str())
            .chain(spelled)
            .collect();
        all.join(" AND ")
    }

    /// What is left to be looked at of a story of which everything is true that is known; `None` where that is all.
    pub(super) fn open(&self) -> Option<String> {
        let excluded = self
            .excluded
            .iter()
            .map(|excluded| format!("NOT ({excluded})"));
        let all: Vec<String> = self.spelled.iter().cloned().chain(excluded).collect();
        (!all.is_empty()).then(|| all.join(" AND "))
    }

    /// The columns of a story that what is left is asked of: the fewer, the sooner many are put in order.
    pub(super) fn open_columns(&self) -> &'static str {
        match self.excluded {
            None => "s.shard, s.edition, s.idx, s.head, s.vast",
            Some(_) => "s.*",
        }
    }

    /// As a condition: those that are excluded are found first, and taken out.
    pub(super) fn of_many(&self) -> String {
        let wanted = self.wanted();
        match &self.excluded {
            None => wanted,
            Some(excluded) => format!(
                "{wanted} AND NOT EXISTS (SELECT FROM (SELECT s.shard, s.edition, s.idx FROM yuebao.story s WHERE {excluded}) n
                 WHERE n.shard = s.shard AND n.edition = s.edition AND n.idx = s.idx)"
            ),
        }
    }

    /// The same of few stories, each of which is asked.
    pub(super) fn of_few(&self) -> String {
        match self.open() {
            None => self.known.clone(),
            Some(open) => format!("{} AND {open}", self.known),
        }
    }

    /// A statement that counts the stories that are wanted, and those of them that are excluded: what the index knows is
    /// counted twice sooner than one set is taken out of the other. What is looked through is so once, and only what
    /// is left of it is counted.
    pub(super) fn counts(&self) -> String {
        let of =
            |condition: &str| format!("(SELECT count(*) FROM yuebao.story s WHERE {condition})");
        match &self.excluded {
            Some(excluded) if self.is_quick => {
                let both = format!("{} AND ({excluded})", self.wanted());
                format!("SELECT {}, {}", of(&self.wanted()), of(&both))
            }
            _ => format!("SELECT {}, 0::bigint", of(&self.of_many())),
        }
    }
}
