//! End-to-end runs of the program, one file a subject.

mod harness;

mod analyze;
mod arguments;
mod batch;
mod build;
mod check;
mod doubts;
mod exchange;
mod faults;
mod formats;
mod keeping;
mod lookup;
mod pins;
mod pretranslate;
mod schemas;
mod srx;
mod texts;
mod together;
