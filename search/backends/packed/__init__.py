"""The packed fields of a segment: one file of arrays, how it is laid out and how it is read."""
