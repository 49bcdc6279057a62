"""Sites as German, French and Spanish reports name them: what is plain is read, the rest is asked
or refused."""

import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.study import vocabulary
from multifocal.study.site_phrases import phrases

# Nerve, what a technician writes, and what an electromyographer reads there; None: it may mean more
# than one site, or none of that nerve. Written by hand, apart from the tables of the reader.
READ = [
    ("ulnar", "unterhalb Sulcus", "below_elbow"), ("ulnar", "oberhalb Sulcus", "above_elbow"),
    ("ulnar", "distal Sulcus", "below_elbow"), ("ulnar", "proximal Sulcus", "above_elbow"),
    ("ulnar", "dist. Sulcus ulnaris", "below_elbow"), ("ulnar", "Sulcus prox.", "above_elbow"),
    ("ulnar", "unterhalb des Ellenbogens", "below_elbow"), ("ulnar", "oberh. Ellb.", "above_elbow"),
    ("ulnar", "Ellenbogen distal", "below_elbow"), ("ulnar", "ueber Ellenbogen", "above_elbow"),
    ("ulnar", "Sulcus", None), ("ulnar", "Sulcus ulnaris", None), ("ulnar", "Ellenbogen", None),
    ("ulnar", "unterhalb", None), ("ulnar", "distal", None), ("ulnar", "Oberarm", "upper_arm"),
    ("ulnar", "sous-épitrochléen", "below_elbow"), ("ulnar", "Sus épitrochlée", "above_elbow"),
    ("ulnar", "au-dessous du coude", "below_elbow"), ("ulnar", "au dessus coude", "above_elbow"),
    ("ulnar", "sous l’épitrochlée", "below_elbow"), ("ulnar", "gouttière épitrochléenne", None),
    ("ulnar", "coude", None), ("ulnar", "bras", "upper_arm"), ("ulnar", "sous", None),
    ("ulnar", "Por debajo del codo", "below_elbow"), ("ulnar", "por encima codo", "above_elbow"),
    ("ulnar", "infracodo", "below_elbow"), ("ulnar", "Supracodo", "above_elbow"),
    ("ulnar", "Abajo del codo", "below_elbow"), ("ulnar", "distal al codo", "below_elbow"),
    ("ulnar", "codo", None), ("ulnar", "canal epitroclear", None), ("ulnar", "encima", None),
    ("ulnar", "Muñeca", "wrist"), ("ulnar", "below the elbow", "below_elbow"),
    ("ulnar", "above ulnar groove", "above_elbow"), ("ulnar", "ulnar groove", None),
    ("median", "Ellenbeuge", "elbow"), ("median", "flexura del codo", "elbow"),
    ("median", "unterhalb Ellenbogen", None), ("median", "Sulcus", None),
    ("median", "fosa axilar", "axilla"), ("median", "creux sus-claviculaire", "erb"),
    ("radial", "Sulcus n. radialis", "spiral_groove"), ("radial", "Spiralrinne", "spiral_groove"),
    ("radial", "gouttière de torsion", "spiral_groove"),
    ("radial", "canal humeral", "spiral_groove"),
    ("radial", "unterhalb Sulcus", None), ("radial", "oberhalb Sulcus", None),
    ("fibular", "unterhalb Fibulaköpfchen", "below_fibular_head"),
    ("fibular", "prox. Fibulaköpfchen", "above_fibular_head"),
    ("fibular", "Fibulahals", "fibular_head"), ("fibular", "sous la tête du péroné",
                                               "below_fibular_head"),
    ("fibular", "debajo de la cabeza del peroné", "below_fibular_head"),
    ("fibular", "cuello del peroné", "fibular_head"), ("fibular", "Knie", None),
    ("fibular", "genou", None), ("tibial", "genou", "popliteal_fossa"),
    ("tibial", "rodilla", "popliteal_fossa"), ("tibial", "Innenknöchel", "ankle"),
    ("tibial", "malléole interne", "ankle"), ("tibial", "unterhalb Fibulaköpfchen", None),
]  # fmt: skip


@pytest.mark.parametrize(("nerve", "typed", "site"), READ)
def test_what_is_plain_is_read_and_what_is_not_is_refused(
    nerve: str, typed: str, site: str | None
) -> None:
    if site is not None:
        assert vocabulary.site(typed, nerve) == site
        return
    with pytest.raises(Fault):
        vocabulary.site(typed, nerve)


@pytest.mark.some_cases(3)
@pytest.mark.parametrize("nerve", vocabulary.nerve_words())
def test_no_phrase_says_below_and_means_above(nerve: str) -> None:
    """Over all phrases: a site is on the side that the phrase names, or it is asked or refused."""
    for phrase, place in phrases().items():
        try:
            meant = vocabulary.site(phrase, nerve)
        except Fault:
            continue
        assert meant.split("_")[0] == place.split("_")[0], (phrase, meant)
        assert meant in {one.id for one in body.sites(nerve)}


@pytest.mark.parametrize("nerve", vocabulary.nerve_words())
def test_what_may_be_several_sites_offers_only_sites_of_the_nerve(nerve: str) -> None:
    sites = {one.id for one in body.sites(nerve)}
    for typed in ("Sulcus", "Ellenbogen", "Knie", "unterhalb Sulcus", "gouttière", "codo"):
        assert set(vocabulary.choices_of(typed, nerve)) <= sites
