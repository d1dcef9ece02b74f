//! `serve`: the page and the HTTP interface under it, from one program and for one machine.
//!
//! A request is guarded (`guard`), translated to a verb of `coercivity-app` (`routes`),
//! and answered with the object that the command line prints with `--json`. Long work is a
//! job (`jobs`); its results are files under the study.

mod guard;
mod jobs;
mod openapi;
mod page;
mod params;
mod problem;
mod routes;
mod state;

use coercivity_app::library::Library;
use state::Server;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

pub use openapi::document as openapi;

/// Where to serve what.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Address and port; port 0 = any that is free.
    pub listen: SocketAddr,
    /// Word that a caller must know; needed wherever others can reach the port.
    pub token: Option<String>,
    /// Folder of the studies.
    pub studies: PathBuf,
    /// Study shown first.
    pub study: String,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Others could change studies and start runs.
    #[error(
        "{0} can be reached by others, who could read and change your studies and use this machine: \
         give a secret of at least 16 characters with --token, or listen on 127.0.0.1"
    )]
    Open(IpAddr),
    /// The port is taken, or not ours to take.
    #[error(
        "cannot listen on {address}: {cause}; if the page is open already, use that one, \
         else choose another port with --listen {}:PORT",
        .address.ip()
    )]
    Listen {
        /// Address asked for.
        address: SocketAddr,
        /// Cause.
        cause: std::io::Error,
    },
    /// The server could not start or go on.
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// Shortest token.
const SHORTEST_TOKEN: usize = 16;

/// Serves until the process ends. `ready` hears the address once requests are taken.
///
/// # Errors
/// When the address is open to others without a token, or cannot be listened on.
pub fn serve(options: &ServeOptions, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let open = !options.listen.ip().is_loopback();
    if open && options.token.as_ref().is_none_or(|token| token.len() < SHORTEST_TOKEN) {
        return Err(ServeError::Open(options.listen.ip()));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let failed = |cause| ServeError::Listen { address: options.listen, cause };
        let listener = tokio::net::TcpListener::bind(options.listen).await.map_err(failed)?;
        let address = listener.local_addr()?;
        let library = Library::new(options.studies.clone());
        let jobs = jobs::Jobs::start(library.clone())?;
        let guard = guard::Guard::new(address, options.token.clone());
        let server = Arc::new(Server::new(library, jobs, guard, options.study.clone()));
        let shared = Arc::clone(&server);
        tokio::task::spawn_blocking(move || routes::warm(&shared));
        ready(address);
        axum::serve(listener, routes::router(server)).await?;
        Ok(())
    })
}
