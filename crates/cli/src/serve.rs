//! `serve`.

use coercivity_server::{ServeOptions, serve as start};
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Environment variable for the token, which a process list would show as an argument.
const TOKEN: &str = "COERCIVITY_TOKEN";

#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// Study shown first: a worked one, or one in the folder of studies
    #[arg(default_value = "ev-motor")]
    pub(crate) study: String,
    /// Folder of your studies; made when the first one is saved
    #[arg(long, value_name = "DIR", default_value = "studies")]
    pub(crate) studies: PathBuf,
    /// Address and port; another address than 127.0.0.1 needs a token, port 0 is any free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4317")]
    pub(crate) listen: SocketAddr,
    /// Secret that a caller must know [default: the environment variable COERCIVITY_TOKEN]
    #[arg(long, value_name = "SECRET")]
    pub(crate) token: Option<String>,
    /// Do not open the page in a browser
    #[arg(long)]
    pub(crate) no_open: bool,
}

pub(crate) fn serve(args: &ServeArgs) -> anyhow::Result<bool> {
    let token = args.token.clone().or_else(|| std::env::var(TOKEN).ok()).filter(|token| !token.is_empty());
    let options = ServeOptions {
        listen: args.listen,
        token: token.clone(),
        studies: args.studies.clone(),
        study: args.study.clone(),
    };
    start(&options, |address| {
        let page = format!("http://{address}/");
        // Whoever waits for this line may have closed the pipe; the server goes on.
        let _ = writeln!(std::io::stdout(), "Listening on {page}");
        let _ = std::io::stdout().flush();
        eprintln!("Studies are in {}. Stop with Ctrl-C.", args.studies.display());
        if !args.no_open {
            open(&token.map_or_else(|| page.clone(), |token| format!("{page}#token={token}")));
        }
    })?;
    Ok(true)
}

/// Opens the page with what the system has for it; without one the address stands on the terminal.
fn open(page: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let quiet = Command::new(program).args(arguments).arg(page).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if quiet.is_err() {
        eprintln!("No browser could be opened: open the address above.");
    }
}
