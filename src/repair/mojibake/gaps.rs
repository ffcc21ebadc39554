//! Bytes that a cleaner took away or made a space, inside UTF-8 that was read as windows-1252: what is left of the character
//! says which one stood there.
//!
//! Filled in are the no-break space where a space stands in its place (A0), and the control that windows-1252 leaves without a
//! character (9D) in the mark that closes a quotation, where one was opened. A byte that became a question mark is not filled
//! in: of the few characters that it may have been, the commonest is too often the wrong one.

/// Bytes of a text, each with the range of its character.
