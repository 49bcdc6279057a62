"""`multifocal study evaluate`: exit status, one line for a fault, one object for --json."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from multifocal.cli.study.commands import app

EXAMPLE = Path(__file__).parents[3] / "examples" / "ulnar_block.csv"


def run(*arguments: str, stdin: bytes | None = None):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["evaluate", *arguments], input=stdin)


def test_json_is_one_object_and_nothing_else() -> None:
    done = run(str(EXAMPLE), "--json")
    assert done.exit_code == 0
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["segments"][0]["block"] == "definite"
    assert found["category"]["answer"] == "cannot_be_assessed"


def test_standard_input_and_options() -> None:
    done = run(
        "-",
        "--criteria",
        "efns-pns-2010",
        "--reference",
        "preston-shapiro",
        "--long-segments",
        "longer",
        "--json",
        stdin=EXAMPLE.read_bytes(),
    )
    assert done.exit_code == 0
    assert json.loads(done.stdout)["reference"] == "preston-shapiro"


def test_words_for_people() -> None:
    done = run(str(EXAMPLE), "--full")
    assert done.exit_code == 0
    for words in (
        "right ulnar, abductor digiti minimi: definite block",
        "Definite motor conduction block if supramaximal and if no Martin-Gruber crossing, ulnar,"
        " wrist to below elbow (EFNS/PNS 2010). Was the proximal stimulus supramaximal? Was the"
        " median nerve stimulated at wrist and elbow while recording the same muscle (abductor"
        " digiti minimi)? The study says neither. This grades one segment, not a person.",
        "Area reduction 50.0 %: at least 50 %.",
        "Martin-Gruber",
        "not yet checked against the publication",
        "this project chose:",
    ):
        assert words in done.stdout


def command(*arguments: str, **where: Any) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "multifocal.cli", "study", "evaluate", *arguments]
    return subprocess.run(line, stderr=subprocess.PIPE, text=True, check=False, **where)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_output_that_cannot_be_written_is_one_line(options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = command(str(EXAMPLE), *options, stdout=full)
    assert done.returncode == 1
    assert done.stderr == "multifocal: the output cannot be written (no space left on device)\n"


def test_the_table_and_the_findings_agree_in_sign() -> None:
    content = EXAMPLE.read_bytes().replace(b"15.0,7.8", b"36.0,6.0")
    done = run("-", "--full", stdin=content)
    (reduction,) = (line for line in done.stdout.splitlines() if line.startswith("reduction %"))
    assert reduction.split()[-2:] == ["45.0", "-20.0"]
    assert "Area reduction -20.0 %" in done.stdout
    (increase,) = (line for line in done.stdout.splitlines() if line.startswith("increase %"))
    assert increase.split()[-1] == "0.0"


def test_no_change_has_no_sign() -> None:
    content = EXAMPLE.read_bytes().replace(b"4.4,15.0,7.8", b"8.0001,30.0001,6.0")
    done = run("-", "--full", stdin=content)
    assert "-0.0" not in done.stdout


def test_an_empty_row_is_mentioned() -> None:
    done = run("-", stdin=EXAMPLE.read_bytes() + b"right,ulnar,adm,axilla,,,,,\n")
    assert "Empty rows, which do not count as stimulated: R ulnar, axilla." in " ".join(
        done.stdout.split()
    )
    full = run("-", "--full", stdin=EXAMPLE.read_bytes() + b"right,ulnar,adm,axilla,,,,,\n")
    assert "The row of right ulnar, abductor digiti minimi, axilla is empty" in full.stdout


def test_one_site_is_said_to_be_too_few() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    done = run("-", stdin="\n".join(lines[:-1]).encode())
    assert done.exit_code == 0
    assert "One site only, so no segment: R ulnar, wrist." in " ".join(done.stdout.split())
    full = run("-", "--full", stdin="\n".join(lines[:-1]).encode())
    assert "needs two sites" in full.stdout


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff" * 50, b"side\n", EXAMPLE.read_bytes().replace(b"8.0", b"-8.0")],
    ids=["empty", "binary", "missing columns", "negative"],
)
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_fault_is_one_line_on_stderr(
    content: bytes, options: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "study.csv"
    path.write_bytes(content)
    done = run(str(path), *options)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "study.csv" in done.stderr and "Traceback" not in done.stderr


def test_a_fault_names_line_column_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "study.csv"
    path.write_bytes(EXAMPLE.read_bytes().replace(b"below_elbow", b"elbow"))
    done = run(str(path))
    assert done.stderr == (
        f"{path}, line 5, column site: 'elbow' can mean more than one site with the ulnar nerve."
        " Write below_elbow or above_elbow\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (str(EXAMPLE), "--criteria", "nobody"),
        (str(EXAMPLE), "--reference", "nobody"),
        (str(EXAMPLE), "--long-segments", "huge"),
        (str(EXAMPLE), "--nonsense"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""


def test_a_missing_file_is_a_fault() -> None:
    done = run("no_such_file.csv")
    assert done.exit_code == 1
    assert done.stderr.startswith("no_such_file.csv: the file cannot be read")


def test_one_set_and_all_sets_have_the_same_list_in_json() -> None:
    one = json.loads(run(str(EXAMPLE), "--json", "--criteria", "utrecht").stdout)
    every = json.loads(run(str(EXAMPLE), "--json", "--criteria", "all").stdout)
    (utrecht,) = one["evaluations"]
    assert utrecht["criteria"] == "utrecht" and utrecht.items() <= one.items()
    assert utrecht in every["evaluations"]
    assert one["coverage"] == every["coverage"]


def test_what_is_for_research_is_judged_by_name_and_in_no_all() -> None:
    named = run(str(EXAMPLE), "--criteria", "extended")
    assert named.exit_code == 0 and "For research" in named.stdout
    every = json.loads(run(str(EXAMPLE), "--criteria", "all", "--json").stdout)
    assert "extended" not in {one["criteria"] for one in every["evaluations"]}


def test_every_set_at_once_beside_what_was_not_tested() -> None:
    done = run(str(EXAMPLE), "--criteria", "all", "--json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["evaluations"][0]["criteria"] == "efns-pns-2010"
    assert len(found["evaluations"]) >= 7
    assert found["coverage"]["protocol"][0]["sites_to_do"][-1] == "erb"
    shown = run(str(EXAMPLE), "--criteria", "all")
    assert "side by side" in shown.stdout and "Erb's point" in shown.stdout


def test_answers_of_the_examination_go_in_and_questions_come_back() -> None:
    done = run(
        str(EXAMPLE), "--yes", "weakness_in_two_or_more_nerves", "--no", "upper-motor-neuron-signs",
        "--weak", "right:fdi", "--age", "50", "--json",
    )  # fmt: skip
    found = json.loads(done.stdout)
    asked = [one["item"] for one in found["category"]["questions"]]
    assert "marked_bulbar_involvement" in asked
    assert "upper_motor_neuron_signs" not in asked
    assert found["coverage"]["protocol"][0]["weak_muscles"] == ["fdi"]


def test_an_age_is_no_height(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("nerve,muscle,amplitude_lower_mv,height_from_cm\nulnar,adm,50,170\n")

    def answer(*options: str) -> str:
        done = run(str(EXAMPLE), "--reference", str(own), "--json", *options)
        return str(json.loads(done.stdout)["segments"][0]["block"])

    assert answer() == answer("--age", "40") == answer("--height", "169") == "definite"
    assert answer("--age", "40", "--height", "170") == "cannot_be_assessed"


@pytest.mark.parametrize(
    "options",
    [
        ("--yes", "nonesuch"),
        ("--weak", "right"),
        ("--weak", "right:nonesuch"),
        ("--yes", "anti_gm1_igm_raised", "--no", "anti_gm1_igm_raised"),
        ("--criteria", "nonesuch"),
        ("--reference", "nonesuch"),
    ],
)
def test_answers_that_cannot_be_meant_are_wrong_usage(options: tuple[str, ...]) -> None:
    assert run(str(EXAMPLE), *options).exit_code == 2


def test_a_laboratory_s_own_limits(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("nerve,muscle,amplitude_lower_mv\nulnar,adm,50\n", "utf-8")
    found = json.loads(run(str(EXAMPLE), "--reference", str(own), "--json").stdout)
    assert found["segments"][0]["block"] == "cannot_be_assessed"
    own.write_text("nerve,muscle,amplitude_lower_mv\nulnar,adm,forty\n", "utf-8")
    done = run(str(EXAMPLE), "--reference", str(own))
    assert done.exit_code == 1 and "line 2" in done.stderr


def test_a_report_is_written_as_pdf(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    done = CliRunner().invoke(app, ["report", str(EXAMPLE), "--out", str(out)])
    assert done.exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    bad = tmp_path / "bad.csv"
    bad.write_text("x", "utf-8")
    done = CliRunner().invoke(app, ["report", str(bad), "--out", str(tmp_path / "n.pdf")])
    assert done.exit_code == 1 and not (tmp_path / "n.pdf").exists()


def test_every_fault_of_a_table_is_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "study.csv"
    text = EXAMPLE.read_text(encoding="utf-8").replace("right,ulnar", "up,ulnar")
    path.write_text(text, encoding="utf-8")
    rows = text.count("up,ulnar")
    done = run(str(path))
    assert done.exit_code == 1 and done.stdout == ""
    lines = done.stderr.strip().split("\n")
    assert rows > 1 and len(lines) == rows
    assert all(one.startswith(f"{path}, line ") and "column side: 'up'" in one for one in lines)


def test_a_remark_on_a_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "study.csv"
    path.write_bytes(EXAMPLE.read_bytes() + b"# left arm, not done, see note\n")
    assert any(
        "left out as a comment" in one
        for one in json.loads(run(str(path), "--json").stdout)["remarks"]
    )
