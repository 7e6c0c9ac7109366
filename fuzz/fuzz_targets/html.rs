//! Any bytes are read as a saved page, and its lines lead back into them.

#![no_main]

use dhakira_fuzz::check_page;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| check_page("page.html", bytes));
