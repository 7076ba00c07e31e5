"""Data preparation: rows out of Python's own documentation or a user's file, split, with a manifest."""
