"""What words say of a stimulus, in four languages; a "not" is never passed over."""

import pytest

from multifocal.study.technique_words import technique_said

SAID = {
    "submaximal": (
        "stimulus submaximal, patient did not tolerate more", "Elbow submaximal", "sub- maximal",
        "submaximale Reizung (Schmerzen), Wert nicht verwertbar", "stimulation sous-maximale",
        "estímulo submáximo", "not supramaximal", "nicht supramaximal", "no supramáximo",
        "stimulation non supramaximale", "pas supramaximale", "keine supramaximale Reizung",
        "Supramaximal: no", "supramaximale Reizung nicht möglich", "Stimulus was not maximal",
        "Supramaximal stimulation could not be achieved", "only submaximal stimulation possible",
    ),
    "stopped": (
        "patient could not tolerate more", "konnte nicht mehr toleriert werden", "stopped",
        "abgebrochen wegen Schmerzen", "no toleró más", "n'a pas supporté", "arrêt",
    ),
    "unusable": (
        "technically poor", "not usable", "Wert nicht verwertbar", "non interprétable",
        "no valorable", "technisch schwierig", "techniquement difficile", "Artefaktüberlagerung",
        "técnicamente limitado", "poor quality",
    ),
    "unclear": (
        "not submaximal", "possibly submaximal", "nicht submaximal", "nearly supramaximal",
        "All stimuli supramaximal except at the elbow", "All but one supramaximal",
        "Alle Reize supramaximal bis auf Erb", "Toutes les stimulations supramaximales sauf Erb",
        "Todos los estímulos supramáximos excepto Erb",
        "supramaximal at wrist, submaximal at elbow",
    ),
    "supramaximal": ("supramaximal", "supramaximal stimulation", "supra-maximale Reizung"),
    "all_supramaximal": (
        "All stimuli supramaximal", "Alle Reize supramaximal", "Durchgehend supramaximale Reizung",
        "Toutes les stimulations supramaximales", "Todos los estímulos supramáximos",
        "All stimuli were supra-maximal.",
    ),
    None: (
        "well tolerated", "gut toleriert", "no artifact", "ohne Artefakte", "sans douleur",
        "Submaximal effort", "H-reflex submaximal", "abnormal", "technically adequate",
        "All stimuli were supramaximal at 80 mA", "Left Ulnar Motor", "Wrist", "APB",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "text"), [(said, text) for said, texts in SAID.items() for text in texts]
)
def test_the_words_say(said: str | None, text: str) -> None:
    assert technique_said(text) == said


@pytest.mark.parametrize("beyond", ["{} - not at Erb", "{}, except the axilla", "not {}", "{}: no"])
@pytest.mark.parametrize("all_of_them", SAID["all_supramaximal"])
def test_what_is_denied_or_has_an_exception_never_reads_as_yes(
    all_of_them: str, beyond: str
) -> None:
    text = beyond.format(all_of_them.rstrip("."))
    assert technique_said(text) in ("submaximal", "unclear")
