"""Writing segments: from documents to packed files, by one writer or by all cores, and merging small ones."""
