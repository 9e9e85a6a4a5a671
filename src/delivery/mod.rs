//! Where editions come from: files, folders, standard input, the embedded sample. The only room that opens the
//! user's files. It hands bytes to `read` and parses nothing itself.
