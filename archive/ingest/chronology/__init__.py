"""Which year a report sums up and which it plans."""
