"""Every source loads whole, and says how the project knows it."""

import re
from typing import get_args

import pytest

from multifocal import sources
from multifocal.sources.registry import Evidence

ALL = sources.all_sources()


def test_there_are_sources() -> None:
    assert ALL
    assert [one.id for one in ALL] == sorted(one.id for one in ALL)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_source_is_whole(one: sources.Source) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*", one.id)
    assert one.title and one.authors and one.where
    assert 1850 <= one.year <= 2100
    assert one.evidence in get_args(Evidence)
    assert one.doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", one.doi)
    assert sources.source(one.id) is one


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_only_what_was_read_or_computed_counts_as_verified(one: sources.Source) -> None:
    assert one.verified == (one.evidence in ("read", "abstract", "computed"))
    if one.id.startswith("multifocal-choice"):
        assert one.evidence == "proposal"


def test_an_unknown_source_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        sources.source("nonesuch")
