"""Nerves and roots of every muscle, against the innervation table written out here by hand.

The rows are those of standard innervation tables (source limb-innervation-general; fdp_2_3 of
chiba-2015, anconeus of segmental-innervation-tables): muscle,
nerve whose twig it is, recordable nerve, roots, and the main root where the table marks one. The
last rows are of source innervation-beyond-the-sheet-general, trapezius of pu-2008-trapezius.
"""

import pytest

from multifocal import body

ROWS = """
apb                 median_recurrent       median            C8 T1           T1
opponens            median_recurrent       median            C8 T1           -
fpb_superficial     median_recurrent       median            C8 T1           -
lumbricals_1_2      median                 median            C8 T1           -
fpl                 anterior_interosseous  median            C8 T1           C8
fdp_2_3             anterior_interosseous  median            C8 T1           C8
fds                 median                 median            C7 C8           C8
fcr                 median                 median            C6 C7           C7
pronator_teres      median                 median            C6 C7           C7
adm                 ulnar_deep             ulnar             C8 T1           T1
fdi                 ulnar_deep             ulnar             C8 T1           T1
interossei          ulnar_deep             ulnar             C8 T1           T1
adductor_pollicis   ulnar_deep             ulnar             C8 T1           T1
fpb_deep            ulnar_deep             ulnar             C8 T1           T1
lumbricals_3_4      ulnar_deep             ulnar             C8 T1           -
odm                 ulnar_deep             ulnar             C8 T1           -
fdmb                ulnar_deep             ulnar             C8 T1           -
fcu                 ulnar                  ulnar             C7 C8 T1        -
fdp_4_5             ulnar                  ulnar             C8 T1           -
triceps             radial                 radial            C6 C7 C8        C7
anconeus            radial                 radial            C7 C8           C7
brachioradialis     radial                 radial            C5 C6           C6
ecrl                radial                 radial            C6 C7           -
ecrb                posterior_interosseous radial            C7 C8           C7
supinator           posterior_interosseous radial            C5 C6           C6
edc                 posterior_interosseous radial            C7 C8           C7
edm                 posterior_interosseous radial            C7 C8           C7
ecu                 posterior_interosseous radial            C7 C8           C7
apl                 posterior_interosseous radial            C7 C8           C8
epl                 posterior_interosseous radial            C7 C8           C8
epb                 posterior_interosseous radial            C7 C8           C8
eip                 posterior_interosseous radial            C7 C8           C8
biceps              musculocutaneous       musculocutaneous  C5 C6           C6
brachialis          musculocutaneous       musculocutaneous  C5 C6 C7        C6
deltoid             axillary               axillary          C5 C6           C5
teres_minor         axillary               axillary          C5 C6           C5
supraspinatus       suprascapular          -                 C5 C6           C5
infraspinatus       suprascapular          -                 C5 C6           C5
serratus_anterior   long_thoracic          -                 C5 C6 C7        -
rhomboids           dorsal_scapular        -                 C4 C5           C5
trapezius           accessory              -                 C3 C4           -
pectoralis_major    lateral_pectoral       -                 C5 C6 C7 C8 T1  -
latissimus_dorsi    thoracodorsal          -                 C6 C7 C8        -
iliopsoas           femoral                femoral           L2 L3           -
quadriceps          femoral                femoral           L3 L4           -
ta                  deep_fibular           fibular           L4 L5           L4
ehl                 deep_fibular           fibular           L5 S1           L5
edl                 deep_fibular           fibular           L5 S1           L5
edb                 deep_fibular           fibular           L5 S1           L5
fibularis           superficial_fibular    fibular           L5 S1           -
tibialis_posterior  tibial                 tibial            L4 L5           -
gastrocnemius       tibial                 tibial            S1 S2           -
soleus              tibial                 tibial            S1 S2           -
ah                  medial_plantar         tibial            S1 S2 S3        -
fhb                 medial_plantar         tibial            S1 S2 S3        -
fdb                 medial_plantar         tibial            S1 S2 S3        -
plantar_interossei  lateral_plantar        tibial            S2 S3           -
adm_foot            lateral_plantar        tibial            S2 S3           -
gluteus_medius      superior_gluteal       -                 L4 L5 S1        -
gluteus_maximus     inferior_gluteal       -                 L5 S1 S2        -
palmaris_longus     median                 median            C7 C8           -
coracobrachialis    musculocutaneous       musculocutaneous  C5 C6 C7        -
subscapularis       subscapular            -                 C5 C6           -
teres_major         subscapular            -                 C5 C6 C7        -
pectoralis_minor    medial_pectoral        -                 C8 T1           -
sartorius           femoral                femoral           L2 L3           -
adductors           obturator              -                 L2 L3 L4        -
tensor_fasciae_latae superior_gluteal      -                 L4 L5 S1        -
hamstrings          sciatic                -                 L5 S1 S2        -
biceps_femoris_short sciatic               -                 L5 S1 S2        -
popliteus           tibial                 tibial            L4 L5 S1        -
fdl                 tibial                 tibial            L5 S1 S2        -
fhl                 tibial                 tibial            L5 S1 S2        -
quadratus_plantae   lateral_plantar        tibial            S1 S2 S3        -
"""
TABLE = [row.split() for row in ROWS.strip().splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_nerve_and_roots_are_those_of_the_innervation_table(row: list[str]) -> None:
    name, nerve, stem, *roots, main = row
    muscle = body.muscle(name)
    assert muscle.nerve == nerve
    assert (muscle.stem or "-") == stem
    assert muscle.roots == tuple(roots)
    assert main in ("-", muscle.main_root)


def test_no_muscle_is_missing_or_unasked_for() -> None:
    # The two that the innervation table has no row for: general knowledge, and part of another.
    beyond_the_table = {"pronator_quadratus", "vastus_medialis"}
    assert {one.id for one in body.muscles()} == {row[0] for row in TABLE} | beyond_the_table


def test_roots_in_brackets_are_occasional() -> None:
    occasional = {one.id: one.occasional_roots for one in body.muscles() if one.occasional_roots}
    assert occasional == {
        "fcu": ("C7",),
        "rhomboids": ("C4",),
        "ecrb": ("C8",),
        "ah": ("S3",),
        "fhb": ("S3",),
        "fdb": ("S3",),
    }


def test_muscles_with_two_nerves() -> None:
    twice = {
        one.id: [(supply.nerve, supply.roots) for supply in one.supplies]
        for one in body.muscles()
        if len(one.supplies) > 1
    }
    assert twice == {
        "brachialis": [("musculocutaneous", ("C5", "C6")), ("radial", ("C7",))],
        "pectoralis_major": [
            ("lateral_pectoral", ("C5", "C6", "C7")),
            ("medial_pectoral", ("C8", "T1")),
        ],
    }


PLEXUS = {
    "apb": ["root_t1", "ramus_t1", "lower_trunk", "anterior_division_lower", "medial_cord"],
    "fcr": ["root_c7", "ramus_c7", "middle_trunk", "anterior_division_middle", "lateral_cord"],
    "biceps": ["root_c6", "ramus_c6", "upper_trunk", "anterior_division_upper", "lateral_cord"],
    "eip": ["root_c8", "ramus_c8", "lower_trunk", "posterior_division_lower", "posterior_cord"],
    "deltoid": ["root_c5", "ramus_c5", "upper_trunk", "posterior_division_upper", "posterior_cord"],
    "supraspinatus": ["root_c5", "ramus_c5", "upper_trunk", "suprascapular"],
    "ta": ["root_l4", "ramus_l4", "lumbosacral_trunk", "sacral_plexus", "sciatic", "fibular_knee"],
    "ah": ["root_s1", "ramus_s1", "sacral_plexus", "sciatic", "tibial_knee", "tibial_leg"],
}


@pytest.mark.parametrize("name", PLEXUS)
def test_the_way_through_the_plexus(name: str) -> None:
    expected = PLEXUS[name]
    assert list(body.path(name).segments[: len(expected)]) == expected


def test_both_heads_of_the_median_nerve_are_used() -> None:
    assert "median_lateral_head" in body.path("fcr").segments
    assert "median_medial_head" in body.path("apb").segments


def test_a_head_of_a_muscle_names_the_whole() -> None:
    heads = {one.id: one.part_of for one in body.muscles() if one.part_of}
    assert heads == {"vastus_medialis": "quadriceps"}
    for head, whole in heads.items():
        assert body.muscle(head).nerve == body.muscle(whole).nerve
        assert body.muscle(head).roots == body.muscle(whole).roots


def test_a_branch_names_its_parent() -> None:
    muscle = body.muscle("fdp_2_3")
    assert muscle.nerve == "anterior_interosseous"
    assert body.nerve("anterior_interosseous").parent == "median"
    assert muscle.stem == "median"
    assert body.nerve("fibular").parent == body.nerve("tibial").parent == "sciatic"


def test_the_nerves_that_studies_name() -> None:
    assert {one.id for one in body.nerves() if one.recordable} == {
        "median",
        "ulnar",
        "radial",
        "musculocutaneous",
        "axillary",
        "fibular",
        "tibial",
        "femoral",
    }
