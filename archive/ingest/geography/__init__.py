"""Which division a report belongs to, in the division table of its year."""
