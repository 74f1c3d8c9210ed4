"""The one language of queries: what ``passages`` finds and what ``--where`` lets through are written alike."""

from workbench.analysis.queries.reading import QueryError, read
from workbench.analysis.queries.tree import All, Either, Near, Node, Not, Term
from workbench.analysis.queries.writing import quoted

__all__ = ["All", "Either", "Near", "Node", "Not", "QueryError", "Term", "quoted", "read"]
