"""The page of the diary on the phone: its words are there, its forms are those of `/diary`, and
nothing of it is sent or loaded from elsewhere."""

import json
import re
from pathlib import Path

import multifocal.web
from multifocal.diary import KINDS
from multifocal.web.diary.fields import FIELDS
from multifocal.web.export.phone.script_words import COUNTED, SENTENCES, script_words
from multifocal.web.export.phone.shape import shape
from multifocal.words import catalog, say
from tests.web.export.copies import Copy

WEB = Path(multifocal.web.__file__).parent
SCRIPTS = sorted((WEB / "static" / "multifocal" / "phone").glob("*.js"))
TEMPLATES = sorted((WEB / "export" / "templates" / "phone").glob("*.html"))
SAID = re.compile(r'"((?:diary|diary_site|diary_phone|report\.diary|words\.list|fault)\.[\w.]+)"')
BUILT = re.compile(r"`((?:diary_site|diary_phone|report\.diary|fault)\.[\w.]*)\$\{")
UNSTORED = ("missing", "newer", "full", "unwritten")


def test_scripts_say_what_they_are_given_and_all_of_it() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    given = {*SENTENCES, *COUNTED}
    faults = {key.removeprefix("fault.") for key in catalog.keys("en") if key.startswith("fault.")}
    asked = set(SAID.findall(text)) - faults
    assert asked <= given
    heads = set(BUILT.findall(text))
    left = {key for key in given - asked if not any(key.startswith(head) for head in heads)}
    assert not left
    assert {f"diary_phone.{one}" for one in UNSTORED} <= given


def test_every_sentence_of_the_phone_has_its_place() -> None:
    text = "\n".join(path.read_text("utf-8") for path in TEMPLATES)
    said = set(SAID.findall(text)) | {*SENTENCES, *COUNTED}
    assert {key for key in catalog.keys("en") if key.startswith("diary_phone.")} <= said


def test_a_sentence_with_a_count_takes_the_form_of_any_count() -> None:
    counted = script_words()["counted"]["diary_site.data.lead"]
    for count in (0, 1, 2, 101, 199):
        form = counted["forms"][counted["form_of"][count]]
        assert form.format(count=count) == say("diary_site.data.lead", count=count)


def test_the_tables_hold_every_kind_and_no_limit_is_left_open() -> None:
    tables = json.loads(json.dumps(shape()))
    assert list(tables["kinds"]) == list(KINDS)
    assert {one["name"] for one in tables["kinds"]["infusion"] if one.get("needed")} == {"status"}
    assert sum(map(len, tables["graded"].values())) == len(tables["known"]["sign"])
    assert all(one is not None for one in tables["limits"].values())


def test_the_page_has_a_form_a_kind_and_nothing_is_sent(copy: Copy) -> None:
    page = copy.pages["diary/index.html"]
    assert {f"diary-form-{kind}" for kind in FIELDS} <= page.ids
    text = copy.files["diary/index.html"].decode()
    assert text.count("<form") == len(FIELDS) == text.count('method="dialog"')
    assert "http://" not in text.replace("http://www.w3.org/", "")
    views = re.findall(r'data-view="(\w+)"( hidden)?', text)
    assert [name for name, hidden in views if not hidden] == ["closed"]
    for name in ("shape", "words"):
        assert json.loads(copy.files[f"diary/{name}.json"])


def test_the_copy_leads_to_it(copy: Copy) -> None:
    home = {copy.answered(one.href, "index.html")[0] for one in copy.pages["index.html"].links}
    assert "diary/index.html" in home
    assert "Your diary" in copy.files["workup/index.html"].decode()


def test_no_script_of_it_reaches_out() -> None:
    leaving = WEB / "static" / "multifocal" / "diary" / "leaving.js"  # which both homes use
    for path in (*SCRIPTS, leaving):
        text = path.read_text("utf-8")
        assert not re.search(r"XMLHttpRequest|sendBeacon|WebSocket|localStorage|sessionStorage|"
                             r"document\.cookie|innerHTML|eval\(", text), path.name  # fmt: skip
        assert text.count("fetch(") == (path.name == "main.js"), path.name
