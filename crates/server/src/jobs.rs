//! Long work: a bounded queue, one job at a time and one preview beside it, results on disk.
//!
//! The same question has the same id: a digest of what is asked and of all data that the
//! answer depends on. So what has been answered is not computed again, also after a
//! restart; what was waiting or at work when the program ended starts again.

mod request;
mod store;

pub(crate) use request::{BacktestBody, CurveBody, PlanBody, RunBody, SqueezeBody, Work, json};

use crate::problem::Failure;
use axum::http::StatusCode;
use coercivity_app::library::Library;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Most jobs, and most previews, that wait.
const MOST_WAITING: usize = 32;
/// Previews whose answers are held.
const PREVIEWS: usize = 64;
/// Time between two notes of progress.
const NOTE: Duration = Duration::from_millis(100);

/// Time between two looks whether a preview is over.
const GIVE_WAY: Duration = Duration::from_millis(5);

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// Waits for its turn.
    Queued,
    /// At work.
    Running,
    /// The result is there.
    Done,
    /// Stopped on request.
    Stopped,
    /// Not possible; `error` says why.
    Failed,
}

impl Status {
    pub(crate) fn is_final(self) -> bool {
        !matches!(self, Status::Queued | Status::Running)
    }
}

/// Long work that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Job {
    /// Digest of the question and of the data under it.
    pub(crate) id: String,
    /// run, curve, backtest, plan or squeeze.
    pub(crate) verb: String,
    /// Study; null for the package's own.
    pub(crate) study: Option<String>,
    /// In words.
    pub(crate) title: String,
    /// What was asked.
    pub(crate) request: Value,
    /// How far it is.
    pub(crate) status: Status,
    /// Runs, or parts, done.
    pub(crate) done: usize,
    /// Runs, or parts, in all.
    pub(crate) total: usize,
    /// Time at work, in seconds.
    pub(crate) seconds: f64,
    /// When it was asked for, ISO 8601 in UTC.
    pub(crate) created: String,
    /// True for one that is not kept.
    pub(crate) preview: bool,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<Failure>,
}

/// A job and what belongs to it.
struct Entry {
    work: Work,
    now: watch::Sender<Job>,
    stop: AtomicBool,
    /// Where it is kept; none for previews.
    folder: Option<PathBuf>,
    /// Answer of a preview.
    answer: Mutex<Option<Arc<[u8]>>>,
}

#[derive(Default)]
struct Inner {
    entries: BTreeMap<String, Arc<Entry>>,
    waiting: VecDeque<Arc<Entry>>,
    previews: VecDeque<Arc<Entry>>,
    /// Ids of previews, oldest first.
    held: VecDeque<String>,
}

struct Shared {
    library: Library,
    inner: Mutex<Inner>,
    more: Condvar,
    /// A preview is at work.
    previewing: AtomicBool,
}

impl Shared {
    /// Waits while somebody looks at a preview: all cores are theirs for that second.
    fn give_way(&self, stop: &AtomicBool) {
        while self.previewing.load(Ordering::Relaxed) && !stop.load(Ordering::Relaxed) {
            std::thread::sleep(GIVE_WAY);
        }
    }
}

/// All jobs of a server.
#[derive(Clone)]
pub(crate) struct Jobs(Arc<Shared>);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Jobs {
    /// Finds the jobs on disk and starts to work.
    pub(crate) fn start(library: Library) -> Result<Self, std::io::Error> {
        let shared = Arc::new(Shared {
            library,
            inner: Mutex::default(),
            more: Condvar::new(),
            previewing: AtomicBool::new(false),
        });
        for found in store::all(&shared.library) {
            let mut job = found.job;
            let entry = |job: &Job| Arc::new(Entry::new(found.work.clone(), job.clone(), Some(found.folder.clone())));
            let mut inner = lock(&shared.inner);
            if job.status.is_final() {
                inner.entries.insert(job.id.clone(), entry(&job));
            } else {
                (job.status, job.done) = (Status::Queued, 0);
                let entry = entry(&job);
                inner.entries.insert(job.id.clone(), Arc::clone(&entry));
                inner.waiting.push_back(entry);
            }
        }
        for previews in [false, true] {
            let shared = Arc::clone(&shared);
            let name = if previews { "previews" } else { "jobs" };
            std::thread::Builder::new().name(name.to_owned()).spawn(move || work(&shared, previews))?;
        }
        Ok(Jobs(shared))
    }

    /// Asks for work: a job that waits, or the one that has the answer already (then `true`).
    pub(crate) fn ask(&self, work: Work) -> Result<(Job, bool), Failure> {
        let (title, depends_on) = work.check(&self.0.library)?;
        let request = work.request();
        let preview = work.is_preview();
        let version = env!("CARGO_PKG_VERSION");
        let question = format!("{version}\n{}\n{:?}\n{depends_on}", work.verb(), work.study());
        let id = blake3::hash(question.as_bytes()).to_hex()[..16].to_owned();
        let mut inner = lock(&self.0.inner);
        if let Some(known) = inner.entries.get(&id) {
            let job = known.now.borrow().clone();
            if matches!(job.status, Status::Queued | Status::Running | Status::Done)
                && !known.stop.load(Ordering::Relaxed)
                && !known.is_lost()
            {
                return Ok((job, true));
            }
        }
        let queue = if preview { &inner.previews } else { &inner.waiting };
        if queue.len() >= MOST_WAITING {
            let detail = format!("{MOST_WAITING} jobs wait already: stop one, or ask again when one is done");
            return Err(Failure::new(StatusCode::TOO_MANY_REQUESTS, detail));
        }
        let job = Job {
            id: id.clone(),
            verb: work.verb().to_owned(),
            study: work.study().map(str::to_owned),
            title,
            request,
            status: Status::Queued,
            done: 0,
            total: 0,
            seconds: 0.0,
            created: jiff::Timestamp::now().to_string(),
            preview,
            error: None,
        };
        let folder = if preview { None } else { Some(store::folder(&self.0.library, &work, &id)?) };
        if let Some(folder) = &folder {
            store::keep(folder, &job)?;
        }
        let entry = Arc::new(Entry::new(work, job.clone(), folder));
        inner.entries.insert(id.clone(), Arc::clone(&entry));
        if preview {
            inner.previews.push_back(entry);
            inner.held.push_back(id);
            while inner.held.len() > PREVIEWS {
                if let Some(old) = inner.held.pop_front() {
                    inner.entries.remove(&old);
                }
            }
        } else {
            inner.waiting.push_back(entry);
        }
        drop(inner);
        self.0.more.notify_all();
        Ok((job, false))
    }

    fn entry(&self, id: &str) -> Result<Arc<Entry>, Failure> {
        lock(&self.0.inner).entries.get(id).cloned().ok_or_else(|| Failure::not_found("job", id))
    }

    /// Jobs of a study, or all, newest first; previews are left out.
    pub(crate) fn list(&self, study: Option<&str>) -> Vec<Job> {
        let inner = lock(&self.0.inner);
        let wanted = |job: &Job| !job.preview && study.is_none_or(|study| job.study.as_deref() == Some(study));
        let mut jobs: Vec<Job> = inner.entries.values().map(|e| e.now.borrow().clone()).filter(wanted).collect();
        jobs.sort_by(|a, b| b.created.cmp(&a.created).then(a.id.cmp(&b.id)));
        jobs
    }

    pub(crate) fn job(&self, id: &str) -> Result<Job, Failure> {
        Ok(self.entry(id)?.now.borrow().clone())
    }

    /// What a job is now, and every change of it.
    pub(crate) fn follow(&self, id: &str) -> Result<watch::Receiver<Job>, Failure> {
        Ok(self.entry(id)?.now.subscribe())
    }

    /// Stops a job that is not done.
    pub(crate) fn stop(&self, id: &str) -> Result<Job, Failure> {
        let entry = self.entry(id)?;
        let mut inner = lock(&self.0.inner);
        if !entry.now.borrow().status.is_final() {
            entry.stop.store(true, Ordering::Relaxed);
            // One that waits is stopped at once; one at work when it next tells of its progress.
            let waited = |queue: &mut VecDeque<Arc<Entry>>| {
                let before = queue.len();
                queue.retain(|other| !Arc::ptr_eq(other, &entry));
                queue.len() < before
            };
            if waited(&mut inner.waiting) || waited(&mut inner.previews) {
                entry.end(Status::Stopped, None);
            }
        }
        drop(inner);
        Ok(entry.now.borrow().clone())
    }

    /// The answer of a job that is done.
    pub(crate) fn result(&self, id: &str) -> Result<Arc<[u8]>, Failure> {
        let entry = self.entry(id)?;
        let job = entry.now.borrow().clone();
        if let Some(error) = job.error {
            return Err(error);
        }
        if job.status != Status::Done {
            let detail = format!("the job is {:?}; its result is there when it is done", job.status).to_lowercase();
            return Err(Failure::new(StatusCode::CONFLICT, detail));
        }
        if let Some(answer) = lock(&entry.answer).clone() {
            return Ok(answer);
        }
        match &entry.folder {
            Some(folder) => Ok(store::result(folder)?.into()),
            None => Err(Failure::not_found("result of job", id)),
        }
    }
}

impl Entry {
    fn new(work: Work, job: Job, folder: Option<PathBuf>) -> Self {
        let (now, _) = watch::channel(job);
        Entry { work, now, stop: AtomicBool::new(false), folder, answer: Mutex::default() }
    }

    /// True when the result was kept and has been taken away since.
    fn is_lost(&self) -> bool {
        let kept = self.folder.as_ref().filter(|_| self.now.borrow().status == Status::Done);
        kept.is_some_and(|folder| !store::has_result(folder))
    }

    fn end(&self, status: Status, error: Option<Failure>) {
        if status == Status::Stopped
            && let Some(folder) = &self.folder
        {
            store::forget(folder);
        }
        self.now.send_modify(|job| (job.status, job.error) = (status, error));
    }

    /// Does the work and keeps what comes of it.
    fn run(&self, shared: &Shared) {
        let start = Instant::now();
        self.now.send_modify(|job| job.status = Status::Running);
        let last = Mutex::new(start);
        let progress = |done: usize, total: usize| {
            let mut last = lock(&last);
            if last.elapsed() >= NOTE || done >= total {
                *last = Instant::now();
                self.now.send_modify(|job| {
                    // Groups of runs finish in any order; progress never goes back.
                    (job.done, job.total) = (job.done.max(done), total);
                    job.seconds = start.elapsed().as_secs_f64();
                });
            }
            if !self.work.is_preview() {
                shared.give_way(&self.stop);
            }
            !self.stop.load(Ordering::Relaxed)
        };
        let answer = catch_unwind(AssertUnwindSafe(|| self.work.answer(&shared.library, &progress)));
        self.now.send_modify(|job| job.seconds = start.elapsed().as_secs_f64());
        match answer {
            _ if self.stop.load(Ordering::Relaxed) => self.end(Status::Stopped, None),
            Ok(Ok(answer)) => self.done(answer),
            Ok(Err(failure)) => self.failed(failure),
            Err(_) => self.failed(Failure::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the program failed at this; please report it with the study",
            )),
        }
    }

    fn done(&self, answer: Vec<u8>) {
        let mut job = self.now.borrow().clone();
        (job.status, job.done) = (Status::Done, job.total);
        let kept = match &self.folder {
            Some(folder) => store::keep_result(folder, &job, &answer),
            None => {
                *lock(&self.answer) = Some(answer.into());
                Ok(())
            }
        };
        match kept {
            Ok(()) => {
                self.now.send_replace(job);
            }
            Err(failure) => self.failed(failure),
        }
    }

    fn failed(&self, failure: Failure) {
        self.end(Status::Failed, Some(failure));
        if let Some(folder) = &self.folder {
            // The reason is worth keeping; when even that fails the job only starts again.
            let _ = store::keep(folder, &self.now.borrow().clone());
        }
    }
}

/// Takes jobs from one of the queues for ever.
fn work(shared: &Shared, previews: bool) {
    loop {
        let mut inner = lock(&shared.inner);
        let entry = loop {
            let next = if previews { inner.previews.pop_front() } else { inner.waiting.pop_front() };
            match next {
                Some(entry) => break entry,
                None => inner = shared.more.wait(inner).unwrap_or_else(PoisonError::into_inner),
            }
        };
        if previews {
            shared.previewing.store(true, Ordering::Relaxed);
        }
        drop(inner);
        entry.run(shared);
        if previews {
            shared.previewing.store(false, Ordering::Relaxed);
        }
    }
}
