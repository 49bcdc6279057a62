"""No sentence of the diary's pages is left that nothing says."""

import re
from pathlib import Path

import multifocal.web.diary
from multifocal.diary.graded import COMPANY
from multifocal.web.diary.fields import FIELDS, OTHER, QUICK
from multifocal.web.diary.presenter import HINTS, label, option_words
from multifocal.words import catalog

FOLDER = Path(multifocal.web.diary.__file__).parent


def test_every_key_is_said() -> None:
    texts = [p.read_text("utf-8") for p in FOLDER.rglob("*") if p.suffix in (".py", ".html")]
    said = {key for text in texts for key in re.findall(r'"(diary_site\.[\w.]+)"', text)}
    every = sorted(one for one in catalog.keys("en") if one.startswith("diary_site."))
    words = {key: " ".join(catalog.catalog("en").sentences[key]) for key in every}
    built = {f"diary_site.{part}.{kind}" for kind in FIELDS for part in ("add", "form", "kind")}
    built |= {f"diary_site.form.{kind}.lead" for kind in FIELDS}
    built |= {f"diary_site.add.{kind}.hint" for kind in QUICK}
    built |= {f"diary_site.hint.{name}" for name in HINTS} | {"diary_site.kind.movement"}
    built |= {"diary_site.field.tries_right", "diary_site.field.tries_left"}
    built |= {f"diary_site.company.{one}" for one in COMPANY}
    built |= {f"diary_site.company.{one}.{name}" for one, some in COMPANY.items() for name in some}
    labels = {label(f.name, kind) for kind, fields in FIELDS.items() for f in fields
              if "tries" not in f.name}  # fmt: skip
    labels |= {label("day", ""), label("clock", "")}
    choices = {
        option_words(kind, f.name, value)
        for kind, fields in FIELDS.items() for f in fields for value in f.options
    }  # fmt: skip
    assert built <= words.keys()
    left = {key for key in words.keys() - said - built if words[key] not in labels | choices}
    assert not left
    assert set(QUICK) | set(OTHER) == set(FIELDS)
