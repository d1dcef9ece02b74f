//! Rebuilds the embedded package when one of its files changes.

fn main() {
    println!("cargo::rerun-if-changed=package");
    println!("cargo::rerun-if-changed=studies");
}
