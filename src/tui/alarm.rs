//! What a thread leaves behind when it dies of a panic.

use std::sync::mpsc::Sender;

use super::message::Msg;

/// Tells the screen when the thread that holds it dies of a panic.
pub struct Alarm(pub Sender<Msg>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Msg::Broken);
        }
    }
}
