//! Stage 2.

/// x
#[derive(Debug, Clone)]
pub struct Furniture;
