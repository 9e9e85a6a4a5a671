//! The web, as a polite guest visits it: one connection a host, pauses, robots.txt, conditional requests, and no more than
//! every limit allows. Everything that yuebao fetches is fetched here, by `Guest::get`. It knows nothing of newspapers, and
//! opens, stores and shows nothing.

mod address;
mod admission;
mod answer;
mod basic;
mod cookies;
mod fault;
mod gate;
mod guest;
mod home;
mod lanes;
pub mod limits;
mod manners;
mod refused;
mod retry;
mod robots;
mod rules;
mod shown;
mod verdict;
mod wire;

pub use answer::{Answer, Ask, Validators};
pub use guest::Guest;
pub use home::{Credentials, Home, Secret, is_private_now};
pub use manners::Manners;
pub use refused::Refused;
pub use shown::url as shown_url;
