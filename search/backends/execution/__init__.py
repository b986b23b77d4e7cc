"""Execution of queries over the segments of an open generation, in numpy arrays."""
