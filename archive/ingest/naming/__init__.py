"""Title, issuer and kind of a report, and what is none."""
