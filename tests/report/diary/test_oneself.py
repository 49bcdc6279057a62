"""Several entries "About you", as after bringing in another diary: nothing told is hidden."""

from multifocal.diary import About, Content, Entry, Symptom, new_entry
from multifocal.diary.fhir import diary_bundle
from multifocal.report.diary import present_diary
from tests.diary.made import MONDAY, day

OLDER = About(
    "Ruth",
    standing="suspected",
    course="suddenly",
    reflexes="increased",
    speech_or_swallowing="yes",
)


def diary(*contents: Content) -> tuple[Entry, ...]:
    """One entry a day, the first on Monday, 2 March 2026."""
    return tuple(new_entry(one, day(at), MONDAY) for at, one in enumerate(contents))


def facts(*contents: Content) -> dict[str, str]:
    return {one.name: one.value for one in present_diary(diary(*contents)).facts}


def test_a_newer_and_emptier_entry_hides_nothing() -> None:
    shown = present_diary(diary(OLDER, About("Ruth M")))
    said = {one.name: one.value for one in shown.facts}
    assert said["Name"] == "Ruth M"
    assert said["Reflexes"] == "increased (told on 2 March 2026)"
    assert said["Diagnosis"].endswith("(told on 2 March 2026)")
    assert said["Feeling"] == "not written down"
    assert len([one for one in shown.signs if "call the emergency number" in one]) == 2
    assert shown.signs == present_diary(diary(OLDER)).signs
    assert shown.thoughts == present_diary(diary(OLDER)).thoughts


def test_who_was_diagnosed_is_so_in_spite_of_an_emptier_entry() -> None:
    told = About(standing="diagnosed", course="suddenly")
    shown = present_diary(diary(told, About("Ruth")))
    assert shown.thoughts is None and not shown.signs


def test_one_entry_alone_has_no_second_day() -> None:
    assert not any("told on" in one for one in facts(OLDER).values())
    assert not any("told on" in one for one in facts(OLDER, OLDER).values())


def test_a_sign_ticked_later_is_not_dated_by_an_older_answer() -> None:
    said = facts(About(speech_or_swallowing="no"), About("R"), Symptom("other", sign="swallowing"))
    assert said["Trouble with speech or swallowing"] == "yes"


def test_another_system_reads_the_name_and_the_birthday_that_are_told() -> None:
    entries = diary(About("Ruth", born=MONDAY.date().replace(year=1970)), About(course="steps"))
    patient = diary_bundle(entries)["entry"][0]["resource"]
    assert patient["name"] == [{"text": "Ruth"}] and patient["birthDate"] == "1970-03-02"
