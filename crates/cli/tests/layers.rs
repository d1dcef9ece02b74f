//! The arrows between crates point down only.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};

/// What each crate of ours may import of ours.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        ("coercivity-chain", vec![]),
        ("coercivity-data", vec!["coercivity-chain"]),
        ("coercivity-control", vec!["coercivity-chain"]),
        ("coercivity-sim", vec!["coercivity-chain", "coercivity-control"]),
        ("coercivity-trace", vec!["coercivity-chain", "coercivity-control"]),
        ("coercivity-plan", vec![]),
        ("coercivity-economy", vec![]),
        ("coercivity-report", vec!["coercivity-chain", "coercivity-control", "coercivity-sim", "coercivity-trace"]),
        (
            "coercivity-app",
            vec![
                "coercivity-chain",
                "coercivity-data",
                "coercivity-control",
                "coercivity-sim",
                "coercivity-trace",
                "coercivity-plan",
                "coercivity-economy",
                "coercivity-report",
            ],
        ),
        ("coercivity-server", vec!["coercivity-app", "coercivity-report"]),
        ("coercivity", vec!["coercivity-app", "coercivity-report", "coercivity-server"]),
    ])
}

#[test]
fn no_crate_reaches_back_up() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata runs in a workspace");
    let allowed = allowed();
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(ours, allowed.keys().copied().collect(), "a new crate needs its place in this test");
    for package in &metadata.packages {
        for dependency in &package.dependencies {
            let up = dependency.kind == DependencyKind::Normal
                && ours.contains(dependency.name.as_str())
                && !allowed[package.name.as_str()].contains(&dependency.name.as_str());
            assert!(!up, "{} must not import {}", package.name, dependency.name);
        }
    }
}
