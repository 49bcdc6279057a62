"""What could hurt a reader: each claim says what its source says, whole, and blames nobody."""

import re
from importlib.resources import files

import pytest
from django.test import Client

from multifocal.sources import source
from multifocal.web.site.content import glossary, page
from tests.web.learn.shelf import BLOCKS, plain
from tests.web.markup import markup, words

PARAGRAPHS = [(name, block.id, p) for name, block in BLOCKS for p in block.paragraphs]
TEXTS = {
    **{(name, key, n): plain(p.text) for n, (name, key, p) in enumerate(PARAGRAPHS)},
    **{("glossary", term.id, 0): term.text for term in glossary().values()},
}


def section(name: str, key: str) -> str:
    """All words of one section."""
    (block,) = {block for page_, block in BLOCKS if (page_, block.id) == (name, key)}
    return " ".join(plain(p.text) for p in block.paragraphs)


def card() -> str:
    """The emergency card as written."""
    place = files("multifocal.web.learn").joinpath("templates", "learn", "card.html")
    return place.read_text(encoding="utf-8")


# Steroids: useless against MMN, and no reason to refuse one in an emergency

HARM = re.compile(r"do not help|does not help|make (?:it|the muscles) (?:weaker|worse)|\bdo not\.")


def test_no_sentence_says_that_steroids_as_such_do_not_help_or_harm() -> None:
    """Someone in an allergic shock must not read here that they should refuse one."""
    told = {**TEXTS, ("card", "steroids", 0): re.sub(r"{% \w+ |[\"%}]|<[^>]*>", " ", card())}
    bare = [
        sentence
        for text in told.values()
        for sentence in re.split(r"(?<=[.?!:])\s+", text)
        if re.search(r"steroid", sentence, re.IGNORECASE)
        and HARM.search(sentence)
        and not re.search(r"taken\s+to treat", sentence, re.IGNORECASE)
    ]
    assert not bare


@pytest.mark.parametrize("place", ["page", "glossary", "card"])
def test_steroids_are_told_whole(client: Client, place: str) -> None:
    living = markup(client.get("/living"))
    text = {
        "page": section("treatment", "steroids"),
        "glossary": glossary()["steroid"].text,
        "card": " ".join(living.one("emergency-card").text.split()),
    }[place]
    for part in ("to treat MMN", "weaker", "no reason to", "in an emergency", "single dose",
                 "inhaler", "cream", "suddenly"):  # fmt: skip
        assert part in text, part
    assert re.search(r"[Nn]ever stop", text)


def test_the_page_says_how_little_is_known_of_steroids_and_whom_to_ask() -> None:
    text = section("treatment", "steroids")
    assert "four people" in text
    assert "tablets" in text
    assert "Ask the doctor who treats your MMN" in text
    assert "such as an allergic shock" in text


def test_a_hard_word_opens_the_whole_caution_wherever_steroids_are_named(client: Client) -> None:
    for address in ("/treatment", "/diagnosis", "/symptoms"):
        pop_up = " ".join(markup(client.get(address)).one("term-steroid").text.split())
        assert "no reason to refuse one in an emergency" in pop_up


# Words that scared or blamed


@pytest.mark.parametrize(
    "hurtful",
    [
        "The help does not last",
        "wrong path",
        "has a price",
        "under treatment, 94",
        "78 of 100",
        "in a study from Japan, nerve",
        "harm in MMN",
    ],
)
def test_what_hurt_is_gone(hurtful: str) -> None:
    assert not [key for key, text in TEXTS.items() if re.search(hurtful, text, re.IGNORECASE)]


def test_wear_off_is_no_failure_of_the_treatment() -> None:
    text = section("treatment", "wear-off")
    assert "Each infusion helps for a while, then its effect fades." in text
    assert "does not mean that the treatment has failed" in text


def test_help_for_a_pinched_nerve_is_called_help() -> None:
    clue = plain(next(b for b in page("diagnosis").groups["compare"] if b.id == "row-pinched")
                 .paragraphs[-1].text)  # fmt: skip
    assert "can help a pinched nerve" in clue
    assert "do not treat MMN" in clue


def test_whoever_reads_of_another_disease_turning_into_als_reads_that_mmn_does_not() -> None:
    turning = {key: text for key, text in TEXTS.items() if re.search(r"turns? into ALS", text)}
    assert {key[1] for key in turning} == {"row-pma", "comparison", "als", "turn-into"}
    for text in turning.values():
        assert re.search(r"MMN (?:does not|is another)", text)
        assert re.search(r"does not\.|does not turn into ALS", text)
    both = section("diagnosis", "comparison")
    assert "a first diagnosis is sometimes wrong, both ways" in both


def test_waiting_is_nobodys_fault() -> None:
    text = section("causes", "known")
    assert "Early treatment seems to matter" in text
    assert "through no fault of their own" in text
    assert "five people" in text and "seven" in text


# Heredity, and how many there are


def test_wherever_heredity_is_told_the_children_are_thought_of() -> None:
    told = [text for text in TEXTS.values() if re.search(r"MMN .*run in families", text)]
    assert told
    for text in told:
        assert "no gene is known to cause it" in text
        assert "does not make your children likely to get it" in text
        assert "As far as anyone knows" in text
    assert not [t for t in TEXTS.values() if "specific gene" in t]


def test_wherever_a_count_of_the_us_stands_it_is_told_that_nobody_counted() -> None:
    told = [text for text in TEXTS.values() if "3,000 to 6,000" in text]
    assert told
    for text in told:
        assert "Nobody has counted" in text
        assert "9 to 18 in a million" in text
        assert "4 and 7" in text
    assert "Nobody has counted in the US" in section("what_is_mmn", "rare")


def test_the_us_guess_is_reckoned_right() -> None:
    millions = 335
    assert [round(people / millions) for people in (3000, 6000)] == [9, 18]


# Numbers that say what their sources say, and both halves of it


def test_trials_are_told_with_their_size_and_their_mirror_figure() -> None:
    text = section("treatment", "does-it-help")
    for part in ("34 people", "27 of them", "8 in 10", "1 in 25", "was less sure",
                 "44 people who already got the medicine", "7 in 10", "1 in 42"):  # fmt: skip
        assert part in text, part
    assert round(0.024 * 42) == 1  # 2.4 % of those whose numbers the abstract gives
    assert "Studies count different people" in text


def test_the_course_over_years_is_told_from_all_sides() -> None:
    """Five studies that do not agree, each with its year, and why two of them differ."""
    told = {p.text.split("**")[1]: p for n, key, p in PARAGRAPHS
            if (n, key) == ("treatment", "years") and "**" in p.text}  # fmt: skip
    assert {name: source(p.sources[0]).year for name, p in told.items()} == {
        "UK, 2025.": 2025,
        "Netherlands, 2020.": 2020,
        "Denmark, 2019.": 2019,
        "Austria, 2018.": 2018,
        "Mayo Clinic, 2000.": 2000,
    }
    text = section("treatment", "years")
    for part in ("88 of 100", "most tests came out worse", "less than half as strong",
                 "back where it began", "perhaps because of treatment", "Nobody can tell you",
                 "doctors gave their opinion", "people were tested"):  # fmt: skip
        assert part in text, part
    assert "84 of 90" in section("treatment", "expect")


def test_numbers_of_another_disease_are_called_so() -> None:
    cited = [p for _, _, p in PARAGRAPHS if "cidp-taper-2023" in p.sources]
    assert cited
    for paragraph in cited:
        text = plain(paragraph.text)
        assert "CIDP, another disease" in text
        assert "does not tell you what would happen in MMN" in text
        assert "Do not stop on your own" in text


def test_a_strong_medicine_is_never_told_without_its_harm() -> None:
    named = {(name, key) for name, key, p in PARAGRAPHS if "cyclophosphamide" in p.text}
    assert named == {("treatment", "other")}
    text = section("treatment", "other")
    for part in ("bleeding from the bladder", "periods stopped", "toxic", "one of five"):
        assert part in text, part


def test_waiting_with_treatment_is_told_with_its_risk() -> None:
    text = section("treatment", "expect")
    assert "Must mild MMN be treated?" in text
    assert "have your strength checked often" in text
    assert "lost strength may not all come back" in text


@pytest.mark.parametrize("name", ["treatment", "living"])
def test_the_good_half_and_the_bad_half_of_a_study_stand_together(name: str) -> None:
    halves = {
        "treatment": ("years", "stable or better", "came out worse"),
        "living": ("work", "could work as well as other people", "less than half as strong"),
    }
    key, good, bad = halves[name]
    assert good in section(name, key)
    assert bad in section(name, key)


def test_work_is_not_claimed_for_treated_people_only() -> None:
    text = section("living", "work")
    assert "94% kept working; many of them were treated, not all" in text


def test_length_of_life_is_told_with_usually_and_rests_on_studies() -> None:
    told = [p for _, _, p in PARAGRAPHS if "shorten life" in p.text]
    sources = [{source(key).evidence for key in p.sources} for p in told]
    assert len(told) >= 2
    assert all("usually" in p.text for p in told)
    assert all("general" not in evidence for evidence in sources)
    assert "usually" in glossary()["motor-neuron"].text
    for key in ("taylor-2000-course", "denmark-2019"):
        assert all(key in p.sources for p in told)
        assert key in glossary()["motor-neuron"].sources
    told_how = section("living", "opening")
    assert "46 people" in told_how and "34 people" in told_how and "small" in told_how


@pytest.mark.parametrize(
    "key",
    ["cochrane-ivig-mmn", "ivig-trial-2013", "rajabally-2025-uk", "netherlands-2020-outcomes",
     "denmark-2019", "taylor-2000-course", "axonal-loss-2024", "mmn-hla-2010",
     "mmn-relatives-2012", "burrell-2011", "mnd-mimics-2013"],
)  # fmt: skip
def test_what_was_read_in_an_abstract_only_is_not_called_read(key: str) -> None:
    one = source(key)
    assert one.evidence == "abstract"
    assert re.search(r"abstract|summary", f"{one.where} {one.note}")


def test_the_page_of_the_home_still_names_the_guess(client: Client) -> None:
    assert "9 to 18 in a million" in words(client.get("/"))


# What people ask, answered in the words of sources that were read

TOLD_FROM_SOURCES = ("symptoms", "causes", "diagnosis", "inside")


@pytest.mark.parametrize("name", TOLD_FROM_SOURCES)
def test_no_sentence_rests_on_general_knowledge(name: str) -> None:
    """What nobody has read stands in no source, so a reader cannot look it up either."""
    told = {key for p in page(name).paragraphs() if not p.emergency for key in p.sources}
    assert not [key for key in told if source(key).evidence == "general"]


@pytest.mark.parametrize(
    ("name", "key", "answers"),
    [
        ("causes", "opening", ["MMN is not your fault"]),
        ("causes", "catching", ["Nobody can catch it from you", "No trigger is known"]),
        ("causes", "who", ["In children it is very rare", "Older people can get it too"]),
        ("diagnosis", "how-long", ["five and a half years", "half of the people", "15 months"]),
        ("diagnosis", "tests", ["You may not need them all", "do not worry"]),
        ("diagnosis", "test-blood", ["Without them it can still be MMN"]),
        ("diagnosis", "biopsy", ["usually not"]),
        ("diagnosis", "second-opinion", ["Yes.", "neuromuscular specialist"]),
        ("diagnosis", "names", ["MMNCB", "ORPHA:641", "G61.82", "G61.8 "]),
        ("symptoms", "cold", ["Often, yes.", "4 to 6 times"]),
    ],
)
def test_a_question_has_its_answer(name: str, key: str, answers: list[str]) -> None:
    text = section(name, key)
    for answer in answers:
        assert answer in text


def test_figures_of_benefit_that_differ_stand_together_with_the_reason() -> None:
    text = section("diagnosis", "numbers")
    for figure in ("9 in 10 of 117", "90 of 92", "22 of 33", "8 in 10", "27 people"):
        assert figure in text
    assert "counts different people" in text and "calls something else an improvement" in text
    study = section("diagnosis", "no-block")
    helped = [tuple(map(int, found)) for found in re.findall(r"(\d+) of (\d+) people w", study)]
    assert tuple(map(sum, zip(*helped, strict=True))) == (22, 33), "the two groups of one study"


DATED = re.compile(r"\((?:19|20)\d\d\)|\b(?:in|from|between) (?:19|20)\d\d\b")


@pytest.mark.parametrize("name", TOLD_FROM_SOURCES)
def test_what_a_study_counted_carries_its_year(name: str) -> None:
    counted = re.compile(r"\b\d+ of \d+\b|\b\d+ in 10 of\b|\d+ people w|half years on average")
    for block in (block for page_, block in BLOCKS if page_ == name):
        told = " ".join(plain(p.text) for p in block.paragraphs)
        if counted.search(told):
            assert DATED.search(told), (block.id, told)
