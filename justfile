# Every line below also works typed into a shell at the root of the repository.

# list the recipes
default:
    @just --list

# the worked study under the export controls of April 2025
run:
    cargo run --release

# all tests
test:
    cargo test --workspace

# put the source into the house format
fmt:
    cargo fmt --all

# formatting and lints, as the gate has them
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# documentation of all crates, warnings are errors
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

# check the embedded data package; exit code 1 on a problem
data:
    cargo run --release -- data check --strict

# rebuild sites, links, demand and residuals of the package from balance/*.csv
balance:
    cargo run --release -p coercivity-data --example balance

# write the JSON Schemas of `run --json` and `controls --json` anew after a change of the result
schema:
    cargo run --release -- schema > docs/schema/run.json
    cargo run --release -- schema controls > docs/schema/controls.json

# a report to look at, in target/report
report:
    cargo run --release -- run --runs 100 -o target/report --force

# licences, advisories and sources of all dependencies (needs cargo-deny)
deny:
    cargo deny check

# the whole gate, as continuous integration runs it
ci:
    .ci/run
