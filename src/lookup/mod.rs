//! Stage 6a.
