//! Papers that a program makes, and the programs that tell who the reader is at a site.

use std::time::Duration;

use super::errand::{Errand, Trouble, Whole, one_line};
use super::limits;
use crate::delivery::programs::{Limits, Program, ProgramError, Status};
use crate::delivery::web::{Credentials, Secret};
use crate::edition::Edition;
use crate::library::Record;
use crate::read::{self, SOURCE_BYTES, Source};

/// Most bytes of what a program tells of the reader.
const LOGIN: usize = 4_096;

/// Files the edition that a program puts out.
pub(super) fn fetch(errand: &Errand<'_>, argv: &[String]) -> Result<Record, Trouble> {
    let bytes = output(errand, argv, SOURCE_BYTES, limits::PROGRAM)?;
    let source = Source {
        name: &errand.paper.id,
        bytes: &bytes,
    };
    let reading = read::read(source);
    let reading = reading.map_err(|why| Trouble::Odd(format!("what its program put out {why}")))?;
    let edition: Edition = read::together(vec![reading]);
    let day = edition.date.unwrap_or_else(|| errand.paper.today());
    let pages = edition.sections.len();
    errand.file(Whole {
        day,
        edition,
        pages,
        reason: String::new(),
        pictures: Vec::new(),
    })
}

/// Who the reader is at the paper's site, where a program tells it: `user:password` on its first line. Nothing of it is kept.
pub(super) fn login(errand: &Errand<'_>) -> Result<Option<Credentials>, Trouble> {
    if errand.paper.login.is_empty() {
        return Ok(None);
    }
    let bytes = output(errand, &errand.paper.login, LOGIN, limits::LOGIN)?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().next().unwrap_or_default();
    let none = || Trouble::Odd("its `login` put out no line of user:password".to_owned());
    let (user, password) = line.split_once(':').ok_or_else(none)?;
    Ok(Some(Credentials {
        user: Secret::new(user),
        password: Secret::new(password),
    }))
}

/// What a program puts out, if it ends well.
fn output(
    errand: &Errand<'_>,
    argv: &[String],
    bytes: usize,
    time: Duration,
) -> Result<Vec<u8>, Trouble> {
    let program = Program::new(argv.to_vec());
    let name = one_line(program.name());
    let output = program.run(&[], Limits { bytes, time }, errand.run.stop);
    let output = output.map_err(|why| match why {
        ProgramError::Stopped => Trouble::Stopped,
        why => Trouble::Odd(format!("its program {name}: {why}")),
    })?;
    match output.status {
        Status::Code(0) => Ok(output.bytes),
        Status::Code(code) => {
            let said = one_line(String::from_utf8_lossy(&output.errors).trim());
            Err(Trouble::Odd(format!(
                "its program {name} ended with {code}: {said}"
            )))
        }
        Status::Signal(signal) => Err(Trouble::Odd(format!(
            "its program {name} was ended by signal {signal}"
        ))),
        Status::Cut => Err(Trouble::Odd(format!(
            "its program {name} put out more than {bytes} bytes"
        ))),
    }
}
