"""The section tree: labels, headings, numbering, cues."""
