//! `systemic`: how much of an economy stops when one firm stops, and which firms it hangs on.

mod files;
mod view;

use crate::error::AppError;
use coercivity_report::systemic_view::{SystemicFirmView, SystemicView};
use coercivity_trace::systemic::{self as engine, Cascade, Precision, Progress, Settings};
use files::Loaded;
use std::path::PathBuf;

/// Networks up to this many firms get every index, larger ones the highest ones.
const FEW_FIRMS: usize = 20_000;
/// Most rows that can be asked for.
const MOST_ROWS: u64 = 1_000_000;
/// Most threads that can be asked for.
const MOST_THREADS: u64 = 1024;

/// Which indices are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// All in a small network, the highest in a large one.
    #[default]
    BySize,
    /// All.
    All,
    /// The highest, with bounds for the rest.
    Highest,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct SystemicRequest {
    /// Edge list: supplier, buyer, value.
    pub links: PathBuf,
    /// Sectors of firms: site, sector and, if known, output.
    pub sectors: PathBuf,
    /// What goods of one sector mean to another; `None` = every input is essential.
    pub essential: Option<PathBuf>,
    /// Rows wanted.
    pub top: u64,
    /// Which indices are computed.
    pub scope: Scope,
    /// Most cascades that are followed to the end for the highest indices.
    pub most: u64,
    /// A cascade ends when no loss grows by more than this in a sweep.
    pub eps: f64,
    /// True = `f64`, false = `f32`, `None` = by size.
    pub wide: Option<bool>,
    /// Threads; 0 = one per processor.
    pub threads: u64,
}

impl SystemicRequest {
    /// The defaults for two files.
    #[must_use]
    pub fn new(links: PathBuf, sectors: PathBuf) -> Self {
        SystemicRequest {
            links,
            sectors,
            essential: None,
            top: 20,
            scope: Scope::BySize,
            most: 20_000,
            eps: 0.01,
            wide: None,
            threads: 0,
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Systemic {
    /// The answer.
    pub view: SystemicView,
    /// Every firm by falling index, where all were followed; else empty.
    pub all: Vec<SystemicFirmView>,
}

/// What the engine found.
enum Found {
    /// Every cascade, by firm.
    All(Vec<Cascade>),
    /// The highest.
    Highest(engine::Screened),
}

/// Reads the files and ranks the firms; `progress` hears of firms or cascades done and of how many in all.
///
/// # Errors
/// When a number is out of bounds or a file cannot be read or has defects.
pub fn systemic(request: &SystemicRequest, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Systemic, AppError> {
    check(request)?;
    let loaded = files::load(request)?;
    let firms = loaded.network.firms();
    let all = match request.scope {
        Scope::All => true,
        Scope::Highest => false,
        Scope::BySize => firms <= FEW_FIRMS,
    };
    let precision = if request.wide.unwrap_or(firms <= FEW_FIRMS) { Precision::F64 } else { Precision::F32 };
    let settings = Settings { eps: request.eps, precision, ..Settings::default() };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::try_from(request.threads).unwrap_or(0))
        .build()
        .map_err(|error| AppError::Contradiction {
            what: format!("no threads to work with ({error})"),
            hint: "ask for fewer with --threads".to_owned(),
        })?;
    let found = pool.install(|| find(request, &loaded, &settings, all, progress));
    Ok(view::view(request, &loaded, &settings, &found))
}

fn find(
    request: &SystemicRequest,
    loaded: &Loaded,
    settings: &Settings,
    all: bool,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Found {
    let network = &loaded.network;
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if all {
        let firms: Vec<u32> = (0..u32::try_from(network.firms()).unwrap_or(u32::MAX)).collect();
        let tell = |done: Progress| {
            if let Progress::Followed(done) = done {
                progress(done, network.firms());
            }
        };
        Found::All(engine::indices(network, &firms, settings, &tell))
    } else {
        // How many cascades will have to be followed is not known before; firms with a bound are.
        let tell = |done: Progress| match done {
            Progress::Bounded(done) => progress(done, network.firms()),
            Progress::Followed(_) => (),
        };
        Found::Highest(engine::top(network, count(request.top), count(request.most), settings, &tell))
    }
}

fn check(request: &SystemicRequest) -> Result<(), AppError> {
    let wrong = |name, value: String, hint: &str| Err(AppError::OutOfBounds { name, value, hint: hint.to_owned() });
    if !(1e-6..=0.5).contains(&request.eps) {
        return wrong("eps", request.eps.to_string(), "a share between 0.000001 and 0.5; the authors take 0.01");
    }
    if request.top == 0 || request.top > MOST_ROWS {
        return wrong("top", request.top.to_string(), "1 to 1000000 rows");
    }
    if request.most < request.top {
        return wrong("most", request.most.to_string(), "as many whole cascades as rows are wanted, or more");
    }
    if request.threads > MOST_THREADS {
        return wrong("threads", request.threads.to_string(), "1 to 1024, or 0 for one per processor");
    }
    Ok(())
}
