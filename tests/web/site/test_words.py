"""`{% say %}`: whole sentences into templates, escaped, with links inside them."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template

from multifocal.words import catalog, speaking

SENTENCES = {
    "t.plain": ('Rest & breathe, it\'s "fine"',),
    "t.value": ("From {name}: {amount:.1f} mV",),
    "t.link": ("Read <why>how {name} is judged</why>, <strong>now</strong>.",),
    "t.heard": ("source<heard>: {title}</heard>",),
    "t.tag": ("A <script>bad</script> sentence",),
    "t.count": ("{count} nerve", "{count} nerves"),
}


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = {
        "en": catalog.Catalog(SENTENCES, lambda n: int(n != 1)),
        "pl": catalog.Catalog(
            {"t.count": ("{count} nerw", "{count} nerwy", "{count} nerwów")},
            lambda n: 0 if n == 1 else 1 if n % 10 in (2, 3, 4) and n % 100 // 10 != 1 else 2,
        ),
    }
    monkeypatch.setattr(catalog, "catalog", known.__getitem__)
    monkeypatch.setattr(catalog, "languages", lambda: tuple(known))
    yield


def shown(tag: str, **context: object) -> str:
    return Template("{% " + tag + " %}").render(Context(context))


def test_a_sentence_and_its_values_are_escaped() -> None:
    assert shown('say "t.plain"') == "Rest &amp; breathe, it's &quot;fine&quot;"
    assert shown('say "t.value" name=n amount=a', n="<b>", a=3.14159) == "From &lt;b&gt;: 3.1 mV"


def test_a_part_becomes_a_link_and_no_value_can_open_one() -> None:
    said = shown('say "t.link" why=address name=n', address='/a?b="c', n="<why>x</why>")
    assert said == (
        'Read <a href="/a?b=&quot;c">how &lt;why&gt;x&lt;/why&gt; is judged</a>, '
        "<strong>now</strong>."
    )


def test_a_link_to_another_site_tells_it_nothing_of_the_reader() -> None:
    said = shown('say "t.link" why="https://example.org/" name="n"')
    assert said.startswith('Read <a href="https://example.org/" rel="noreferrer">how')


def test_what_is_for_the_ear_alone_is_hidden_from_the_eye() -> None:
    said = shown('say "t.heard" title=t', t="<heard>x</heard>")
    title = "&lt;heard&gt;x&lt;/heard&gt;"
    assert said == f'source<span class="visually-hidden">: {title}</span>'


@pytest.mark.parametrize(
    "tag",
    [
        'say "t.nonesuch"',
        'say "t.value" name="x"',  # a value is missing
        'say "t.link" name="x"',  # a part without its address
        'say "t.plain" name="x"',  # a value that no one asked for
        'say "t.tag"',  # no tag but the few
    ],
)
def test_what_would_leave_words_out_raises(tag: str) -> None:
    with pytest.raises(KeyError):
        shown(tag)


def test_the_language_chooses_the_form_of_a_count() -> None:
    assert [shown('say "t.count" count=n', n=n) for n in (1, 2)] == ["1 nerve", "2 nerves"]
    with speaking("pl"):
        said = [shown('say "t.count" count=n', n=n) for n in (1, 3, 5, 22)]
    assert said == ["1 nerw", "3 nerwy", "5 nerwów", "22 nerwy"]


def test_what_a_language_lacks_is_said_in_english() -> None:
    with speaking("pl"):
        assert shown('say "t.plain"').startswith("Rest")
