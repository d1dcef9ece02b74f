//! The interface over real sockets.

mod client;
mod hardening;
mod jobs;
mod reading;
mod writing;
