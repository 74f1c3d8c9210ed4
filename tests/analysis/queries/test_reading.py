"""A query is read as it was meant, and what cannot be read is refused with the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.queries import All, Either, Near, Node, Not, QueryError, Term, quoted, read
from workbench.core.errors import WorkbenchError


def said(node: Node | None) -> str:
    """Return a tree with every bracket written."""
    match node:
        case Term():
            return f"{node.name}{node.sign}{node.value}"
        case Not():
            return f"!{said(node.part)}"
        case All():
            return f"({' & '.join(map(said, node.parts))})"
        case Either():
            return f"({' | '.join(map(said, node.parts))})"
        case Near():
            return f"near[{said(node.first)}, {said(node.second)}, {node.turns}]"
    return ""


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", ""),
        ("  \n ", ""),
        ("budsjett", "budsjett"),
        ("code:a", "code:a"),
        ("code:a code:b", "(code:a & code:b)"),
        ("code:a AND code:b og code:c", "(code:a & code:b & code:c)"),
        ("code:a or code:b code:c eller d", "(code:a | (code:b & code:c) | d)"),
        ("(code:a or code:b) code:c", "((code:a | code:b) & code:c)"),
        ("not code:a code:b", "(!code:a & code:b)"),
        ("not not(a or b)", "!!(a | b)"),
        ("ikkje a ikke b", "(!a & !b)"),
        ("code:=a code==b code!=c", "(code=a & code=b & code!=c)"),
        ("year>=2011 year<2013", "(year>=2011 & year<2013)"),
        ("year >= 2011 and year = 2012", "(year>=2011 & year=2012)"),
        ("year: municipality:Moss", "(year: & municipality:Moss)"),
        ("share=3,5", "share=3,5"),
        ('code:"Auka budsjett"', "code:Auka budsjett"),
        ("code:“Auka budsjett” memo:«to ord»", "(code:Auka budsjett & memo:to ord)"),
        (r'memo:"ho sa \"nei\" \\ der"', 'memo:ho sa "nei" \\ der'),
        ('"Budsjett > Auka"', "Budsjett > Auka"),
        ('"year of birth">=1950', "year of birth>=1950"),
        ("code:Nedre\\ Eiker", "code:Nedre Eiker"),
        ("transcript:Moss_(2) x", "(transcript:Moss_(2) & x)"),
        ("(transcript:Moss)", "transcript:Moss"),
        ("memo:don't", "memo:don't"),
        ("near(code:a, code:b, 2 turns)", "near[code:a, code:b, 2]"),
        ("NEAR( a or b ,c,0)", "near[(a | b), c, 0]"),
        ("near(code:a,code:b,1 turn) x", "(near[code:a, code:b, 1] & x)"),
        ("same-turn(code:a, code:b certainty:unsure)", "near[code:a, (code:b & certainty:unsure), 0]"),
        ('near(code:"a, b", share:(1,5), 3 turar)', "near[code:a, b, share:(1,5), 3]"),
        ("or:1 and:2 not:3", "(or:1 & and:2 & not:3)"),
        ("organisering order nothing", "(organisering & order & nothing)"),
    ],
)
def test_a_query_says(query: str, tree: str) -> None:
    assert said(read(query)) == tree


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("code:a and", 10),
        ("and code:a", 0),
        ("code:a or or code:b", 10),
        ("(code:a", 0),
        ("code:a)", 6),
        ("code:a ()", 8),
        ('code:"a', 5),
        ("code:a not", 10),
        (">=3", 0),
        ("year>=", 6),
        ("year>= )", 7),
        ("budsjett(auka)", 0),
        ('code:"a"b', 8),
        ("near(code:a, code:b)", 19),
        ("near(code:a)", 11),
        ("near(code:a, code:b, mange turns)", 20),
        ("near(code:a, code:b, 2 turns", 20),
        ("same-turn(code:a, code:b, 2)", 0),
        ("(" * 50 + "a" + ")" * 50, 41),
        ("not " * 200 + "a", 164),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(query: str, at: int) -> None:
    with pytest.raises(QueryError) as refused:
        read(query)
    assert (refused.value.at, bool(refused.value.hint)) == (at, True)


def test_a_query_has_an_end() -> None:
    assert read("a " * 4000) is not None
    with pytest.raises(QueryError):
        read("a " * 5001)


@pytest.mark.parametrize("query", ["Moss", '"Moss by"', "year>=2011 Moss"])
def test_a_filter_on_interviews_has_no_bare_words(query: str) -> None:
    with pytest.raises(QueryError, match="is not a condition"):
        read(query, bare=False)


def test_a_condition_that_stands_whole_in_quotes_is_one_where_there_are_no_bare_words() -> None:
    assert said(read('"municipality:Nedre Eiker" year:2010', bare=False)) == "(municipality:Nedre Eiker & year:2010)"


_HOSTILE = st.text(alphabet="ab:=<>!()\"'“”«,\\* \t\n\x00é👩[]{}%or", max_size=40) | st.lists(
    st.sampled_from(
        ["code:a", "(", ")", "not", "or", "and", "near(", ",", "2 turns", "same-turn(", '"', "x", "year>=2"]
    )
).map(" ".join)


@given(_HOSTILE, st.booleans())
def test_whatever_is_typed_is_read_or_refused(query: str, bare: bool) -> None:
    message = "as it was meant"
    try:
        tree = read(query, bare=bare)
    except WorkbenchError as refused:
        message = refused.message
    else:
        assert (tree is None) is (not query.strip())
    assert message
    assert "{" not in message or "{" in query


@given(st.text(max_size=30), st.text(max_size=30).filter(str.strip))
def test_what_is_written_in_quotes_is_read_to_the_letter(value: str, name: str) -> None:
    written = f"{quoted(name, always=True)}:{quoted(value, always=True)}"
    term = read(f"a {written} b")
    assert isinstance(term, All)
    [_, read_back, _] = term.parts
    assert isinstance(read_back, Term)
    assert (read_back.name, read_back.value) == (name.strip(), value)
    assert quoted("or") == '"or"'
