"""Comments below a table's header that speak of stimuli or crossing fibers: none is passed over."""

from collections.abc import Sequence
from typing import Literal

from multifocal.fault import Fault, quoted, together
from multifocal.formats.edf import Remark
from multifocal.formats.edf.remark import placed
from multifocal.study.study import Study
from multifocal.study.technique_words import names_crossing, technique_said
from multifocal.words import say


def heed_comments(
    comments: Sequence[tuple[int, str]], study: Study, unit: Literal["line", "row"] = "line"
) -> tuple[Remark, ...]:
    """A remark of each comment that says of a stimulus that it was submaximal or stopped.

    `comments`: number and text. Fault where no row says so, and a row says nothing of its stimulus:
    then it is not known which response is meant.
    """
    spoken = [
        (number, text.strip())
        for number, text in comments
        if technique_said(text) in ("submaximal", "stopped", "unclear")
    ]
    known = [one.supramaximal for one in study.measures]
    known += [one.supramaximal for one in study.f_measures]
    if spoken and None in known and False not in known:
        raise together(
            [
                Fault("table.comment_submaximal", line=number, written=quoted(text))
                for number, text in spoken
            ]
        )
    return _heed_crossings(comments, study, unit) + tuple(
        Remark(say("remarks.table.comment_submaximal", written=text), placed(unit, number))
        for number, text in spoken
    )


def _heed_crossings(
    comments: Sequence[tuple[int, str]], study: Study, unit: Literal["line", "row"]
) -> tuple[Remark, ...]:
    """A remark of each comment that names crossing fibers. Fault where an ulnar response is there
    and no row says whether fibers cross."""
    spoken = [(number, text.strip()) for number, text in comments if names_crossing(text)]
    known = {one.crossing_in_forearm for one in study.measures} - {None}
    if spoken and not known and any(one.nerve == "ulnar" for one in study.measures):
        raise together(
            [
                Fault("table.comment_crossing", line=number, written=quoted(text))
                for number, text in spoken
            ]
        )
    return tuple(
        Remark(say("remarks.table.comment_crossing", written=text), placed(unit, number))
        for number, text in spoken
    )
