"""The query language: typed text, its syntax tree, and what is really searched."""
