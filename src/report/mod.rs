//! Stage 6c.
