"""Training of the language pipeline that ships with the program: two stages, each resumable from its checkpoint."""
