"""The words of interviews: what speakers are called, and what looks like a label and is none."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.core.names import name_key
from workbench.core.transcripts import Role

_INTERVIEWER = frozenset(
    """intervjuar intervjuaren intervjuer intervjueren interviewer interviewar interviewers intervjuere intervjuarar
    interviewerin moderator moderatoren ordstyrar ordstyrer fasilitator facilitator forskar forskaren forsker forskeren
    researcher investigator spørjar spørrer spørsmål spørsmal question host vert evaluator evaluatør prosessleiar
    prosessleder""".split()
)
_RESPONDENT = frozenset(
    """informant informanten informantar informanter respondent respondenten participant participants deltakar
    deltakaren deltaker deltakeren deltagar deltager deltageren interviewee intervjuobjekt intervjuobjektet
    intervjuperson subject
    interviewt befragte befragter befragt svar answer informer brukar bruker""".split()
)
_OTHER = frozenset(
    """alle all everybody everyone both begge fleire flere several multiple unknown ukjent ukjend uidentifisert
    unidentified uklart tolk tolken interpreter kollega colleague sekretær assistent assistant observatør observer
    stemme voice telefon telefonen resepsjonist bisittar bisitter""".split()
)
_SHORT = {
    Role.INTERVIEWER: frozenset("i int intv intvr interv iv ivr intr q sp spm spr mod moder fors forsk ivu".split()),
    Role.RESPONDENT: frozenset("r inf info resp res rsp p part ip io iob b a delt infor informt".split()),
}
_LONG = _INTERVIEWER | _RESPONDENT

META = frozenset(
    """navn namn name names alder age utdanning utdanningsnivå education yrke occupation stilling stillingar position
    kjønn kjøn gender sex sivilstatus dato date dag day tid time tidspunkt start slutt end stopp varigheit varighet
    lengd lengde duration length stad sted place location kommune municipality fylke county bydel år year årstal
    prosjekt project tittel title tema topic emne subject filnamn filnavn file filename lydfil opptak recording
    opptaksnummer audio video transkribert transkribering transkripsjon transcription transcript transcriber
    transkriptør transkribent transcribed intervjunummer interview intervju intervjunr intervjuguide guide metode
    method merknad merknader merk note notes notat notatar notater nb obs kommentar kommentarar kommentarer comment
    comments deltakarar deltakere deltagere participants informantar informanter respondenter interviewers språk
    language dialekt mål setting kontekst context bakgrunn background introduksjon introduction innleiing innledning
    oppsummering konklusjon summary conclusion avslutning stikkord keywords versjon version status kjelde kilde source
    teiknforklaring tegnforklaring legend forkortingar forkortelser symbol symboler id nr nummer number runde round
    gruppe group tilstades present til fra frå from to telefon e-post epost email adresse address bustad bosted
    arbeidsplass arbeidsstad arbeidssted organisasjon organisation organization tid""".split()
)
"""Keys of a transcript's head, folded. None of them is a speaker, however often it stands before a colon."""

_PHRASES = ("etter test", "før test", "after test", "before test", "under test", "during test")

INTERJECTIONS = frozenset(
    """ja nei jo jau næ nå mhm mm mmm hm ok okay okei yes no yeah nope uh uhm eh øh ehm akkurat nettopp riktig rett
    presis sant einig enig altså men og så da då der her vel kanskje javel javisst neida joda nja tja right sure exactly
    well so but and latter latte ler pause stillhet stille laughter laughs silence crosstalk uklart inaudible takk
    thanks bra fint flott good fine ha haha eg jeg du vi de dei det den dette eksempel example resultat poenget saka
    saken problemet spørsmålet svaret først for førstegong sitat quote eventuelt dessutan dessuten""".split()
)
"""Words that stand alone or before a colon in speech itself."""

CONNECTORS = frozenset(
    "og and und et y & + / med with fra frå from von van der de la le av of nr no i in unison the".split()
)

JOINT = re.compile(r"\s*(?:\bog\b|\band\b|\bund\b|\bmed\b|\bwith\b|[&+/,;])\s*", re.IGNORECASE)
"""What stands between the names of people who speak at once."""

_INITIAL = re.compile(r"[^\W\d_]+[\s.]*(?:nr)?[\s.]*\d{0,4}[a-zæøå]?")
_ANYBODY = re.compile(
    r"(?:person|speaker|taler|talar|stemme|voice|mann|kvinne|male|female|unknown)\s*(?:speaker)?\s*\w{1,2}"
)
"""Numbered voices of a transcription program: nothing in the name says who asks."""

_SPLIT = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1024)
def label_key(label: str) -> str:
    """Fold a label for comparing: case, points, white space and invisible characters do not count."""
    return re.sub(r"[\s.*]+", "", name_key(label)) if label else ""


@lru_cache(maxsize=1024)
def known_role(label: str) -> Role | None:
    """Return what somebody with this label does, by vocabulary; None where the label is a name or initials."""
    folded = re.sub(r"\([^()]*\)", " ", name_key(label))
    words = _SPLIT.findall(folded)
    if not words:
        return None
    long = [word for word in words if word in _LONG] if len(words) <= 3 else []
    if long:
        return Role.INTERVIEWER if long[0] in _INTERVIEWER else Role.RESPONDENT
    if words[0] in _OTHER and len(words) <= 2 and not _ANYBODY.fullmatch(folded):
        return Role.OTHER
    if _INITIAL.fullmatch(folded):
        return next((role for role, short in _SHORT.items() if words[0] in short), None)
    return None


@lru_cache(maxsize=1024)
def near_word(label: str) -> str | None:
    """Return the interview word that a label's longest word is a misspelling of, at most two letters off; else None."""
    from rapidfuzz.distance import OSA

    words = [word for word in _SPLIT.findall(name_key(label)) if len(word) >= 5]
    if not words or len(words) > 2:
        return None
    word: str = max(words, key=len)
    if word in _LONG:
        return word
    allowed = 1 if len(word) < 7 else 2
    near: list[tuple[int, str]] = sorted((OSA.distance(word, known, score_cutoff=allowed), known) for known in _LONG)
    return near[0][1] if near[0][0] <= allowed else None


def is_meta(label: str) -> bool:
    """Whether a label is a key of the transcript's head ("Dato", "Etter testing"), not somebody."""
    folded = name_key(label).strip(".,")
    return folded in META or folded.startswith(_PHRASES)


def may_be_meta(label: str) -> bool:
    """Whether a label starts like a key of the transcript's head ("Date of Interview")."""
    words = name_key(label).split()
    return bool(words) and words[0].strip(".,") in META and known_role(label) is None


def is_speech(label: str) -> bool:
    """Whether a would-be label is a word of speech ("Altså", "Ja")."""
    words = name_key(label).split()
    return bool(words) and words[0].strip(".,-") in INTERJECTIONS


def name_shaped(label: str) -> bool:
    """Whether a label could be a name, initials or a numbered role: few words, capitals or figures."""
    words = label.replace("&", " & ").split()
    if not 1 <= len(words) <= 5 or label[-1:] in ",-'’":
        return False
    if not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    return all(
        word[0].isupper() or word[0] in "(&+/#" or any(c.isdigit() for c in word) or word.casefold() in CONNECTORS
        for word in words[1:]
    )
