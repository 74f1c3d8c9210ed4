"""A codebook from another program beside the one that is there: known by GUID, and never taking a key."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.core.codebook import Code, CodeTree, code_uuid
from workbench.core.names import name_key

if TYPE_CHECKING:
    from workbench.exchange.codebooks import CodebookFile


def beside_standing(standing: CodeTree, file: CodebookFile) -> CodebookFile:
    """Return a codebook whose codes have GUIDs for ids as it comes in beside what stands.

    A code is there already where its GUID is the id or the file id of one, and stays as it is; the others come into the
    codebook that most of those are in, or into one of their own, with keys that nobody has.
    """
    there = {known: code for code in standing.order for known in (code.uuid, code.stable_id.lower()) if known}
    known = {code.uuid: there[code.stable_id] for code in file.codes if code.stable_id in there}
    homes = Counter(code.codebook for code in known.values())
    home = homes.most_common(1)[0][0] if homes else ""
    book = next((one for one in standing.codebooks if one.uuid == home), file.codebook)
    taken = {name_key(code.key) for code in standing.order}
    own = {
        code.uuid: known[code.uuid].uuid if code.uuid in known else code_uuid(book.stable_id, code.stable_id)
        for code in file.codes
    }
    codes: list[Code] = []
    for code in file.codes:
        if code.uuid in known:
            if known[code.uuid].codebook == book.uuid:
                codes.append(known[code.uuid])
            continue
        above = known.get(code.parent or "")
        parent = None if above is not None and above.codebook != book.uuid else own.get(code.parent or "")
        codes.append(replace(code, uuid=own[code.uuid], codebook=book.uuid, parent=parent, key=_free(code.key, taken)))
    return replace(file, codebook=book, codes=tuple(codes))


def _free(key: str, taken: set[str]) -> str:
    tried, n = key, 2
    while name_key(tried) in taken:
        tried, n = f"{key}-{n}", n + 1
    taken.add(name_key(tried))
    return tried
