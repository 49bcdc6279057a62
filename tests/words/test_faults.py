"""Every fault is said by a key, with all that its sentences name; no sentence waits for none."""

import ast
from collections.abc import Mapping

import pytest

from multifocal.fault import Fault, Phrase
from multifocal.measuring import Unmeasurable
from multifocal.words import catalog, speaking
from tests.words.faults import SOURCES, Module, faults, mistakes, modules

IN_FAULT = ast.parse((SOURCES / "fault.py").read_text("utf-8"))
SAID_BY_FAULT = frozenset(
    str(node.value)
    for node in ast.walk(IN_FAULT)
    if isinstance(node, ast.Constant) and str(node.value).startswith("fault.")
)
"""What is said of every fault: where it lies, and what stands between."""


@pytest.mark.exhaustive  # reads all sources
def test_every_fault_has_its_sentences_and_every_sentence_its_fault() -> None:
    made = faults(modules())
    assert len(made) > 250
    assert not mistakes(made, catalog.catalog("en"), SAID_BY_FAULT)


SENTENCES = {
    "fault.t.plain": ("it is bad",),
    "fault.t.plain.remedy": ("Mend it",),
    "fault.t.named": ("{name} is bad",),
    "fault.t.named.remedy": ("Give one of: {known}",),
    "fault.t.many": ("it is bad", "they are bad"),
    "fault.t.many.remedy": ("Mend it", "Mend them"),
    "fault.t.phrase": ("badly",),
}
ALL_BUT_PLAIN = """
Fault("t.named", name=name, known=known)
Fault("t.many", count=2)
Phrase.of("t.phrase")
"""


def mistakes_of(code: str, sentences: Mapping[str, tuple[str, ...]] = SENTENCES) -> list[str]:
    house = {"a.py": Module("a.py", code), "b.py": Module("b.py", ALL_BUT_PLAIN)}
    return mistakes(faults(house), catalog.Catalog(sentences, lambda _: 0), frozenset())


@pytest.mark.parametrize(
    "code",
    [
        'Fault("t.plain")',
        'Fault("t.plain", source=a, line=1, column="b", byte=2)',
        'Unmeasurable("noise", "t.plain", reach=far)',
        'Fault("t.plain" if a else "t.many", count=1) if b else Fault("t.plain")',
        '_T = {"a": "t.plain"}\ndef f(a):\n    raise Fault(_T[a])',
        '_T = (("a", "t.plain"),)\ndef f():\n    for a, one in _T:\n        raise Fault(one)',
        'def f(a):\n    one = "t.plain" if a else "t.plain"\n    raise Fault(one)',
        'def wrong(key, at):\n    return Fault(key, line=at)\nwrong("t.plain", 3)',
        'def read(*, fault):\n    return Fault(fault)\nread(fault="t.plain")',
        'class A:\n def f(self, key):\n  return Fault(key)\n def g(self):\n  self.f("t.plain")',
        'T = {"a": "t.plain"}\ndef f(faults, a):\n    return Fault(faults[a])\nf(T, a)',
    ],
)
def test_a_key_is_found_wherever_it_may_stand(code: str) -> None:
    if "t.many" in code:  # the one key names a count and the other does not
        assert mistakes_of(code) == ["a.py:1: t.plain has no count"]
    else:
        assert not mistakes_of(code)


@pytest.mark.parametrize(
    ("code", "mistake"),
    [
        ('Fault("t.nonesuch")', "fault.t.nonesuch is in no catalog"),
        ('Fault("t.phrase")', "fault.t.phrase.remedy is in no catalog"),
        ('Fault("t.named", name=a)', "t.named lacks known"),
        ('Fault("t.named", known=b)', "t.named lacks name"),
        ('Fault("t.many")', "t.many lacks count"),
        ('Fault("t.plain", name=a)', "t.plain has no name"),
        ('Fault("t.plain", **named)', "t.plain has no **"),
        ('Fault("t.plain", remedy="Mend it")', "t.plain has no remedy"),
        ('Fault(f"t.{a}")', "no key that can be read"),
        ('Fault("t." + a)', "no key that can be read"),
        ("Fault(str(error))", "no key that can be read"),
        ("Fault(other.key)", "no key that can be read"),
        ("Fault()", "no key that can be read"),
        ('_T = {"a": "t.nonesuch"}\nFault(_T[a])', "fault.t.nonesuch is in no catalog"),
        ('def f(key):\n    return Fault(key)\nf("t.nonesuch")', "t.nonesuch is in no catalog"),
        ("def f(key):\n    return Fault(key)\nf(str(error))", "no key that can be read"),
        ('Unmeasurable("noise", "t.nonesuch")', "fault.t.nonesuch is in no catalog"),
        ('Phrase.of("t.nonesuch")', "fault.t.nonesuch is in no catalog"),
        ('Phrase.of("t.phrase", name=a)', "t.phrase has no name"),
    ],
)
def test_a_planted_mistake_is_found(code: str, mistake: str) -> None:
    found = mistakes_of(f'{code}\nFault("t.plain")')
    assert len(found) == 1 and found[0].endswith(mistake), found


def test_a_sentence_of_no_fault_is_found() -> None:
    assert mistakes_of("") == ["fault.t.plain is never said", "fault.t.plain.remedy is never said"]


def test_a_fault_is_said_in_the_language_of_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = SENTENCES | {
        "fault.whole": ("{problem}. {remedy}",),
        "fault.whole.placed": ("{place}: {problem}. {remedy}",),
        "words.list.words": (", ",),
        "fault.at.line": ("line {number}",),
    }
    theirs = {
        "fault.t.plain": ("IT IS BAD",),
        "fault.t.named": ("BAD: {name}",),
        "fault.t.named.remedy": ("{known}!",),
        "fault.t.phrase": ("BADLY",),
        "fault.whole.placed": ("{problem}. {remedy} [{place}]",),
        "words.list.words": ("; ",),
        "fault.at.line": ("L {number}",),
    }
    known = {"en": catalog.Catalog(mine, lambda _: 0), "xx": catalog.Catalog(theirs, lambda _: 0)}
    monkeypatch.setattr(catalog, "catalog", known.__getitem__)
    monkeypatch.setattr(catalog, "languages", lambda: tuple(known))
    with speaking("xx"):
        fault = Fault("t.named", name="a", known=("b", Phrase.of("t.phrase")), source="f", line=3)
        unmeasurable = Unmeasurable("noise", "t.named", name=Fault("t.plain"), known=("c",))
    assert str(fault) == "f, line 3: a is bad. Give one of: b, badly"
    assert str(unmeasurable) == "it is bad is bad. Give one of: c"
    with speaking("xx"):
        assert str(fault) == "BAD: a. b; BADLY! [f; L 3]"
        assert (fault.problem, fault.remedy) == ("BAD: a", "b; BADLY!")
        assert str(unmeasurable) == "BAD: IT IS BAD. c!"
