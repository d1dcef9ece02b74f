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

# write the JSON Schemas of all results and the description of the interface anew
schema:
    for name in run backtest curve controls trace rules bom questionnaire criticality import assess; do \
        cargo run --release -- schema $name > docs/schema/$name.json; \
    done
    cargo run --release -- schema openapi > docs/openapi.json

# build the page (Node.js 20)
page:
    cd crates/server/ui && npm ci && npm run types && npm run build

# the page in Chromium, on the release build
page-test:
    cargo build --release
    cd crates/server/ui && npm test && npm run e2e

# a report to look at, in target/report
report:
    cargo run --release -- run --runs 100 -o target/report --force

# licences, advisories and sources of all dependencies (needs cargo-deny)
deny:
    cargo deny check

# the whole gate, as continuous integration runs it
ci:
    .ci/run
