//! Stories on their way into the index. The engine lets ten thousand wait for the threads that index; here fewer do, and the
//! memory goes to the threads.

use std::iter::Empty;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// Stories that wait at the most.
const MOST: usize = 500;
/// How long for the next to be taken. Where no thread takes any, the engine knows, and says so when it is given one more.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many stories wait.
#[derive(Clone, Default)]
pub(super) struct Waiting(Arc<(Mutex<usize>, Condvar)>);

impl Waiting {
    /// A story more waits, as soon as there is room for it.
    pub(super) fn join(&self, texts: Vec<(Field, String)>, numbers: [(Field, u64); 4]) -> Story {
        let (count, changed) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = changed.wait_timeout_while(count, PATIENCE, |count| *count >= MOST);
        let (mut count, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        Story {
            texts,
            numbers,
            waiting: self.clone(),
        }
    }
}

/// A story as the engine takes it.
pub(super) struct Story {
    texts: Vec<(Field, String)>,
    numbers: [(Field, u64); 4],
    waiting: Waiting,
}

impl Drop for Story {
    fn drop(&mut self) {
        let (count, changed) = &*self.waiting.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_sub(1);
        changed.notify_one();
    }
}

impl Document for Story {
    type Value<'a> = Held<'a>;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, Held<'a>)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let texts = self.texts.iter();
        let texts = texts.map(|(field, text)| (*field, Held::Text(text)));
        let numbers = self.numbers.iter();
        let numbers = numbers.map(|(field, number)| (*field, Held::Number(*number)));
        Box::new(texts.chain(numbers))
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held<'a> {
    Text(&'a str),
    Number(u64),
}

impl<'a> Value<'a> for Held<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::Number(number) => ReferenceValueLeaf::U64(number),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(waiting: &Waiting) -> usize {
        *waiting.0.0.lock().expect("nobody has panicked")
    }

    #[test]
    fn few_stories_wait_and_each_goes_once() {
        let waiting = Waiting::default();
        let (sender, taken) = std::sync::mpsc::channel::<Story>();
        // Whoever did not wait would have joined long before the first is taken.
        let taker = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            taken.iter().count()
        });
        for number in 0..3 * MOST as u64 {
            let field = Field::from_field_id(0);
            let story = waiting.join(Vec::new(), [(field, number); 4]);
            assert!(count(&waiting) <= MOST);
            sender.send(story).expect("somebody takes it");
        }
        drop(sender);
        assert_eq!(taker.join().expect("taken"), 3 * MOST);
        assert_eq!(count(&waiting), 0);
    }
}
