//! Stage 6b.
