"""Reading paragraphs as turns: find the labels, decide, cut."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.core.drafts import Choices, DraftSpeaker
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.segments import word_bounds
from workbench.core.transcripts import Role, Turn
from workbench.exchange.paragraphs import Paragraph
from workbench.exchange.speakers import notices as said
from workbench.exchange.speakers.build import build
from workbench.exchange.speakers.heads import ALONE, BARE, STAMPED, Head, find_bare, find_head, find_loose
from workbench.exchange.speakers.labels import Labels, decide
from workbench.exchange.speakers.lines import Line, clean_paragraphs, cut_lines
from workbench.exchange.speakers.preamble import preamble_length
from workbench.exchange.speakers.roles import Roles, Voice, assign
from workbench.exchange.speakers.stamps import Stamp
from workbench.exchange.speakers.starts import Start, is_title, labelled_starts, one_side_named, set_apart, style_of
from workbench.exchange.speakers.turned import Turned
from workbench.exchange.speakers.unlabelled import UNLABELLED, before_first_question, unlabelled_starts
from workbench.exchange.speakers.vocabulary import label_key

LABELLED = (
    "colon",
    "alone",
    "stamped",
    "teams",
    "heading",
    "bullets",
    "numbered",
    "hanging",
    "bold",
    "bare",
    "subtitles",
)
"""Names of the styles in which speakers have labels."""

STYLES = LABELLED + UNLABELLED
"""Names of all speaker styles, as :attr:`Choices.style` takes them."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Where turns start, and on what grounds."""

    style: str
    starts: Mapping[int, Start]
    begin: int
    labels: Labels


def take_turns(paragraphs: Sequence[Paragraph], choices: Choices) -> Turned:
    """Find who speaks in a file's paragraphs, and build the transcript's text from what they say.

    Args:
        paragraphs: as a reader gives them, in reading order.
        choices: what a person decided; everything else is detected, and told in the notices.

    Returns:
        Text, turns, speakers and notices. Every character of the paragraphs that is not white space is in the text, or
        counted in ``imported`` as label, stamp or preamble.

    Raises:
        RefusedError: the chosen style does not exist.
    """
    if choices.style is not None and choices.style not in STYLES:
        raise RefusedError(
            _("There is no speaker style “{style}”.").format(style=choices.style),
            hint=_("Styles: {names}.").format(names=", ".join(STYLES)),
        )
    cleaned = clean_paragraphs(paragraphs)
    lines = cut_lines(cleaned)
    found = _find(lines, cleaned.paragraphs, choices)
    built = build(cleaned, paragraphs, lines, found.starts, found.begin)
    words = word_bounds(built.text)
    voices, counts = _voices(built.text, built.turns, words)
    roles = assign(voices, choices.roles)
    aliases = _aliases(found.labels)
    speakers = tuple(
        DraftSpeaker(label, roles.of[label], voices[label].turns, counts[label], aliases.get(label, ()))
        for label in voices
        if label or roles.of[label] is not Role.OTHER or not _only_aside(found)
    )
    notices = (
        *said.of_cleaning(cleaned.total),
        *said.of_labels(found.labels, speakers, found.style),
        *said.of_roles(roles),
        *said.of_preamble(built.preamble),
        *said.of_times(built.turns),
        *said.of_silence(built.silent),
    )
    return Turned(
        built.text,
        tuple(built.turns),
        tuple(built.paragraphs),
        built.preamble,
        found.style,
        speakers,
        notices,
        dict(built.counted),
        tuple(built.places),
        _decided(choices, found, roles, lines),
        words,
    )


def _find(lines: Sequence[Line], paragraphs: Sequence[Paragraph], choices: Choices) -> _Found:
    cues = bool(paragraphs) and all(paragraph.time_ms is not None for paragraph in paragraphs)
    if choices.style not in UNLABELLED:
        found = _with_labels(lines, paragraphs, choices, cues)
        if found is not None:
            return found
    nobody = Labels({}, {}, {})
    begin = _chosen_begin(choices, lines, {})
    if cues and choices.style not in UNLABELLED:
        begin = begin or 0
        return _Found("subtitles", _cue_starts(lines, paragraphs, {}, begin), begin, nobody)
    if begin is None:
        heads = [None if line.blank else find_head(line) for line in lines[:80]]
        begin = preamble_length(lines, heads, {})
    style, starts = unlabelled_starts(lines, paragraphs, begin, choices.style)
    if choices.preamble is None and (asked := before_first_question(lines, starts)):
        begin = asked
        starts = {i: start for i, start in starts.items() if i >= begin}
    return _Found(style, set_apart(lines, paragraphs, starts, begin), begin, nobody)


def _with_labels(lines: Sequence[Line], paragraphs: Sequence[Paragraph], choices: Choices, cues: bool) -> _Found | None:
    """Read by labels; None where nobody is named."""
    heads: list[Head | None] = [
        None if line.blank else find_head(line, paragraphs[line.paragraph].heading) for line in lines
    ]
    heads = _part_by_parentheses([head if _heads_text(lines, heads, i) else None for i, head in enumerate(heads)])
    voices = {label_key(p.speaker): p.speaker for p in paragraphs if p.speaker}
    text = "\n".join(line.text for line in lines)
    filled = sum(not line.blank for line in lines)
    labels = decide(heads, text, choices.labels, filled)
    if not labels.speakers and not voices:
        heads = _bare_heads(lines, filled, forced=choices.style == BARE)
        labels = decide(heads, text, {**_bare_labels(heads), **choices.labels}, filled)
    if not labels.speakers and not voices:
        return None
    heads = [
        head
        if line.blank or not line.first or (head and head.key in labels.speakers)
        else find_loose(line, labels.speakers) or head
        for line, head in zip(lines, heads, strict=True)
    ]
    begin = _chosen_begin(choices, lines, labels.speakers, heads)
    if begin is None:
        begin = 0 if cues else preamble_length(lines, heads, labels.speakers)
    starts = labelled_starts(lines, heads, labels.speakers, begin, joins=cues)
    if not starts and not voices:
        return None
    named = [head for i in starts if (head := heads[i]) is not None]
    after = {head.label for head in heads[begin:] if head is not None}
    labels = replace(labels, refused={label: n for label, n in labels.refused.items() if label in after})
    style = choices.style or style_of(named, cues)
    if cues:
        return _Found(style, _cue_starts(lines, paragraphs, starts, begin), begin, labels)
    starts = one_side_named(lines, paragraphs, starts, begin)
    titles = {i for i, head in enumerate(heads) if i not in starts and head is not None and is_title(lines, head, i)}
    return _Found(style, set_apart(lines, paragraphs, starts, begin, titles), begin, labels)


def _heads_text(lines: Sequence[Line], heads: Sequence[Head | None], i: int) -> bool:
    """Whether what might be a label heads words: on its own line, the next must be of another kind."""
    head = heads[i]
    if head is None or head.form not in {ALONE, STAMPED} or not head.alone:
        return head is not None
    for j in range(i + 1, len(lines)):
        if not lines[j].blank:
            after = heads[j]
            if head.form == STAMPED:
                return after is None or after.stamp is None
            return after is None or after.form != ALONE or after.key != head.key
    return False


def _part_by_parentheses(heads: list[Head | None]) -> list[Head | None]:
    """Take "Kari (NAV)" and "Kari (kommunen)" for two people, but a plain label with remarks beside it for one."""
    parens: dict[str, set[str]] = {}
    plain: set[str] = set()
    for head in heads:
        if head is not None and head.paren:
            parens.setdefault(head.key, set()).add(head.paren)
        elif head is not None:
            plain.add(head.key)
    apart = {key for key, found in parens.items() if len(found) > 1 and key not in plain}
    if not apart:
        return heads
    return [
        head._replace(label=f"{head.label} {head.paren}", key=label_key(head.label + head.paren))
        if head is not None and head.key in apart
        else head
        for head in heads
    ]


def _bare_heads(lines: Sequence[Line], filled: int, *, forced: bool) -> list[Head | None]:
    """Take the first words of lines for labels when nearly all lines start with one of a few."""
    heads = [None if line.blank or not line.first else find_bare(line) for line in lines]
    counts = Counter(head.key for head in heads if head is not None)
    repeated = {key for key, count in counts.items() if count >= 2 or forced}
    covered = sum(counts[key] for key in repeated)
    if not forced and not (2 <= len(repeated) <= 12 and covered * 10 >= filled * 6):
        return [None] * len(lines)
    return [head if head is not None and head.key in repeated else None for head in heads]


def _bare_labels(heads: Sequence[Head | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for head in heads:
        if head is not None:
            found.setdefault(head.key, head.label)
    return found


def _chosen_begin(
    choices: Choices, lines: Sequence[Line], speakers: Mapping[str, str], heads: Sequence[Head | None] = ()
) -> int | None:
    """Return the first line after as many paragraphs of preamble as a person chose; None when nobody did."""
    if choices.preamble is None:
        return None
    begin = bisect_left(lines, choices.preamble, key=lambda line: line.paragraph)
    for i in range(begin, len(lines)):
        if lines[i].paragraph != choices.preamble or (not lines[i].first and not speakers):
            break
        head = heads[i] if i < len(heads) else None
        if head is not None and head.key in speakers:
            return i
    return begin


def _cue_starts(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], starts: Mapping[int, Start], begin: int
) -> dict[int, Start]:
    """Return the starts of cues: a new speaker begins a turn, an unnamed cue goes on, nobody named means each cue."""
    result: dict[int, Start] = {}
    named = bool(starts) or any(paragraph.speaker for paragraph in paragraphs)
    for i in range(begin, len(lines)):
        paragraph = paragraphs[lines[i].paragraph]
        start = starts.get(i)
        stamp = Stamp(paragraph.time_ms, paragraph.time_text) if paragraph.time_ms is not None else None
        if start is not None:
            result[i] = start._replace(stamp=start.stamp or stamp, joins=True)
        elif lines[i].first and paragraph.speaker is not None:
            result[i] = Start(paragraph.speaker, 0, stamp, joins=True)
        elif lines[i].first and (not named or not result):
            result[i] = Start("", 0, stamp)
    return result


def _voices(text: str, turns: Sequence[Turn], words: Sequence[int]) -> tuple[dict[str, Voice], Counter[str]]:
    voices: dict[str, Voice] = {}
    counts: Counter[str] = Counter()
    at = 0
    for turn in turns:
        voice = voices.setdefault(turn.speaker, Voice())
        voice.turns += 1
        voice.asking += text.find("?", turn.start, turn.end) >= 0
        voice.size += turn.end - turn.start
        end = bisect_left(words, turn.end, at)
        counts[turn.speaker] += (end - at + 1) // 2
        at = end + end % 2
    return voices, counts


def _only_aside(found: _Found) -> bool:
    """Whether all that nobody says is notes and headings."""
    return all(start.aside for start in found.starts.values() if not start.speaker)


def _aliases(labels: Labels) -> dict[str, tuple[str, ...]]:
    """Return each speaker's other spellings."""
    found: dict[str, dict[str, None]] = {}
    for alias, speaker in [*labels.aliases.items(), *labels.renamed.items()]:
        if label_key(alias) != label_key(speaker):
            found.setdefault(speaker, {})[alias] = None
    return {speaker: tuple(aliases) for speaker, aliases in found.items()}


def _decided(choices: Choices, found: _Found, roles: Roles, lines: Sequence[Line]) -> Choices:
    labels = {**found.labels.renamed, **dict.fromkeys(found.labels.refused, ""), **choices.labels}
    preamble = lines[found.begin].paragraph if found.begin < len(lines) else len({line.paragraph for line in lines})
    return replace(
        choices,
        style=found.style,
        labels=labels,
        roles={**{label: role for label, role in roles.of.items() if label}, **choices.roles},
        preamble=preamble,
    )
