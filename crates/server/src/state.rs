//! What all requests share.

use crate::guard::Guard;
use crate::jobs::Jobs;
use crate::problem::Failure;
use axum::http::StatusCode;
use coercivity_app::library::Library;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;
use tokio::time::{Duration, timeout};

/// Answers computed at a time; others wait.
const AT_A_TIME: usize = 2;
/// Longest wait for an answer, its turn included.
const LONGEST: Duration = Duration::from_secs(60);
/// Answers kept, and their bytes in all.
const KEPT: usize = 128;
const KEPT_BYTES: usize = 64 << 20;

/// One server.
pub(crate) struct Server {
    pub(crate) library: Library,
    pub(crate) jobs: Jobs,
    pub(crate) guard: Guard,
    /// Study shown first.
    pub(crate) study: String,
    /// One change of the studies at a time.
    writing: Mutex<()>,
    turns: Semaphore,
    answers: Mutex<VecDeque<(String, Arc<[u8]>)>>,
}

impl Server {
    pub(crate) fn new(library: Library, jobs: Jobs, guard: Guard, study: String) -> Self {
        Server {
            library,
            jobs,
            guard,
            study,
            writing: Mutex::new(()),
            turns: Semaphore::new(AT_A_TIME),
            answers: Mutex::default(),
        }
    }

    pub(crate) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An answer by what it depends on: the one given lately, or a new one.
    pub(crate) fn once(
        &self,
        key: &str,
        answer: impl FnOnce() -> Result<Vec<u8>, Failure>,
    ) -> Result<Arc<[u8]>, Failure> {
        let lock = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, kept)) = lock().iter().find(|(known, _)| known == key) {
            return Ok(Arc::clone(kept));
        }
        let new: Arc<[u8]> = answer()?.into();
        self.keep(key.to_owned(), Arc::clone(&new));
        Ok(new)
    }

    fn keep(&self, key: String, answer: Arc<[u8]>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.push_back((key, answer));
        while answers.len() > KEPT || answers.iter().map(|(_, answer)| answer.len()).sum::<usize>() > KEPT_BYTES {
            answers.pop_front();
        }
    }
}

/// Does work that would hold up other requests on a thread of its own, a few at a time.
pub(crate) async fn apart<T: Send + 'static>(
    server: &Arc<Server>,
    work: impl FnOnce(&Server) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let busy = || Failure::new(StatusCode::SERVICE_UNAVAILABLE, "too much is asked at once; ask again in a while");
    let done = async {
        let _turn = server.turns.acquire().await.map_err(|_| busy())?;
        let shared = Arc::clone(server);
        tokio::task::spawn_blocking(move || work(&shared)).await.map_err(|_| {
            Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "the request could not be met; the server goes on")
        })?
    };
    timeout(LONGEST, done).await.map_err(|_| busy())?
}
