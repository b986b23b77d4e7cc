"""Queries of the older parser as trees, until it goes."""

from functools import reduce

from search.language import ast
from search.query import ParsedQuery, parse


def tree(query: ParsedQuery | str) -> ast.Query:
    """Return typed text, or what the older parser made of it, as a tree."""
    parsed = parse(query) if isinstance(query, str) else query
    wanted = [ast.Term(t.text, ast.Exact(t.folded), t.typed, t.start) for t in parsed.required]
    nots = [ast.Not(ast.Term(t.text, ast.Exact(t.folded), t.typed, t.start)) for t in parsed.excluded]
    nodes: list[ast.Node] = [*wanted, *nots]
    root = ast.And(tuple(nodes)) if len(nodes) > 1 else reduce(lambda _none, one: one, nodes, None)
    return ast.Query(str(query), root)
