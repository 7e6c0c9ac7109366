//! How fast the stages before alignment are, in bytes of input a second, on one core.
//!
//! `cargo bench` runs all, `cargo bench -- split` those with «split» in their name. The
//! input is our own corpus, repeated, so that the figures are those of real articles.

mod corpus;
mod lookup;
mod read;
mod split;
mod text;

fn main() {
    divan::main();
}
