"""Who speaks: paragraphs to turns, in every style that real transcripts are written in.

====================  =====================================================================
style                 what it looks like
====================  =====================================================================
colon                 ``Name: text``
alone                 the label alone on its line, the text on the next
stamped               a time stamp beside the label: ``SC: [00:00:03] text``, ``GV [00:00:03]
                      text``, ``00:00:10 Interviewee 1W31`` on a line of its own
teams                 the label in a run of its own, the time glued to it: ``P73:37``
heading               ``### Interviewer``, or a heading of the word processor
bullets               ``- I: text``
numbered              ``2    Dan: text``
hanging               the label, a tab, the text
bold                  a bold label, then text that is not bold, no colon
bare                  ``INT text``: nothing between label and text but a space or a dash
subtitles             cues, with speakers or without
formatted-questions   questions in italics or bold, nobody named
dash-questions        ``-Korleis …?`` and answers without a dash, or the other way round
quoted-answers        question paragraphs and quoted answers
list                  list items that take turns
time-stamps           a time stamp before each turn, nobody named
blank-lines           blank lines between the turns, nobody named
paragraphs            nothing at all: each paragraph a turn
====================  =====================================================================

The styles of the first part have labels and are found together: a file may mix them. A label is taken for a speaker
when it is repeated or belongs to the vocabulary of interviews; what merely looks like one is left in the text and
noticed. Whatever was decided is in :attr:`Turned.choices` and can be decided otherwise.
"""

from workbench.exchange.speakers.reading import STYLES, take_turns
from workbench.exchange.speakers.turned import Turned

__all__ = ["STYLES", "Turned", "take_turns"]
