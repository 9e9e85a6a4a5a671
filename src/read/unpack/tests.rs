//! Archives that are whole, damaged, or mean harm.
