"""Parsing in confined processes: limits, sandbox, the messages between them, drafts as bytes."""
