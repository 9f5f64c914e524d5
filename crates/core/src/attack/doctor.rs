//! Doctor placeholder.
