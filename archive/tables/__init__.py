"""The tables of archive.db and originals.db, and one number for the rows of each."""
