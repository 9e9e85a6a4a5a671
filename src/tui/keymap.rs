//! From strokes to actions: the table's default keys with the reader's own put over them.

use std::collections::BTreeMap;

use super::actions::{ACTIONS, Action, Surface};
use super::key::{Stroke, sequence};

/// What a run of strokes means on a surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing, and no longer run that begins so means anything.
    Nothing,
    /// The beginning of something.
    Beginning,
    /// An action.
    Action(Action),
}

#[derive(Clone, Debug)]
struct Binding {
    strokes: Vec<Stroke>,
    surfaces: &'static [Surface],
    action: Action,
}

/// Which keys do what.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Keymap {
    /// The table's keys, and for every action that `own` names, the reader's instead of them.
    ///
    /// The second value tells what in `own` was not understood, one line each.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut complaints: Vec<String> = own
            .keys()
            .filter(|name| !ACTIONS.iter().any(|row| row.name == name.as_str()))
            .map(|name| format!("keys: no action is named {name:?}"))
            .collect();
        let mut bindings = Vec::new();
        for row in ACTIONS {
            let notations: Vec<&str> = match own.get(row.name) {
                Some(keys) => keys.iter().map(String::as_str).collect(),
                None => row.keys.to_vec(),
            };
            for notation in notations {
                match sequence(notation) {
                    Ok(strokes) => bindings.push(Binding {
                        strokes,
                        surfaces: row.surfaces,
                        action: row.action,
                    }),
                    Err(bad) => complaints.push(format!("keys: {}: {bad}", row.name)),
                }
            }
        }
        (Self { bindings }, complaints)
    }

    /// What `strokes` mean on `surface`.
    pub fn meaning(&self, surface: Surface, strokes: &[Stroke]) -> Meaning {
        let mut meaning = Meaning::Nothing;
        for binding in &self.bindings {
            if !binding.surfaces.contains(&surface) || !binding.strokes.starts_with(strokes) {
                continue;
            }
            if binding.strokes.len() == strokes.len() {
                return Meaning::Action(binding.action);
            }
            meaning = Meaning::Beginning;
        }
        meaning
    }

    /// The keys of an action in notation, those that the reader would see first, first.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|binding| binding.action == action)
            .map(|binding| {
                let strokes: Vec<String> =
                    binding.strokes.iter().map(ToString::to_string).collect();
                strokes.join(" ")
            })
            .collect()
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&BTreeMap::new()).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_key_can_be_read() {
        assert_eq!(Keymap::new(&BTreeMap::new()).1, Vec::<String>::new());
    }

    #[test]
    fn no_two_actions_share_a_key_and_none_hides_another() {
        let keymap = Keymap::default();
        for (i, one) in keymap.bindings.iter().enumerate() {
            for other in keymap.bindings.iter().skip(i + 1) {
                let together = one.surfaces.iter().any(|s| other.surfaces.contains(s));
                let hides = one.strokes.starts_with(&other.strokes)
                    || other.strokes.starts_with(&one.strokes);
                assert!(
                    !(together && hides),
                    "{:?} and {:?}",
                    one.action,
                    other.action
                );
            }
        }
    }

    #[test]
    fn every_action_can_be_reached_on_its_surfaces() {
        let keymap = Keymap::default();
        for row in ACTIONS {
            for &surface in row.surfaces {
                for notation in row.keys {
                    let strokes = sequence(notation).expect(notation);
                    assert_eq!(
                        keymap.meaning(surface, &strokes),
                        Meaning::Action(row.action)
                    );
                }
            }
        }
    }

    #[test]
    fn a_reader_s_own_keys_replace_the_table_s() {
        let own = BTreeMap::from([
            ("next-story".to_owned(), vec![", n".to_owned()]),
            ("fly".to_owned(), vec!["f".to_owned()]),
            ("undo".to_owned(), vec!["hyper-u".to_owned()]),
        ]);
        let (keymap, complaints) = Keymap::new(&own);
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert_eq!(keymap.keys_of(Action::NextStory), [", n"]);
        let comma: Vec<Stroke> = sequence(",").expect("a key");
        assert_eq!(keymap.meaning(Surface::Text, &comma), Meaning::Beginning);
        let old: Vec<Stroke> = sequence("J").expect("a key");
        assert_eq!(keymap.meaning(Surface::Text, &old), Meaning::Nothing);
    }
}
