"""Lists and tables that are written at once: what a person typed stays text in them."""

from django.test import Client

from multifocal.diary import About
from multifocal.web.diary.entry_words import facts
from multifocal.web.diary.templatetags.tables import table_rows
from tests.web.diary.conftest import Post
from tests.web.markup import markup

WILD = "<b>&\"' {{ x }}"


def test_what_was_typed_is_text_in_a_list_and_leads_to_its_entry(owner: Client, add: Post) -> None:
    add("note", text=WILD)
    answer = owner.get("/diary")
    page = markup(answer)
    (line,) = [one for one in page.all("a") if one.attributes.get("class") == "told"]
    assert WILD in line.text and "<b>" not in answer.content.decode()
    assert markup(owner.get(line.attributes["href"])).one("main").text.count(WILD) == 1


def test_cells_are_escaped_and_the_first_is_a_head() -> None:
    assert table_rows([(WILD, "<i>")]) == (
        '<tr><th scope="row">&lt;b&gt;&amp;&quot;&#x27; {{ x }}</th><td>&lt;i&gt;</td></tr>\n'
    )


def test_a_name_that_is_a_question_keeps_its_mark_in_a_running_line() -> None:
    """ "When did your weakness start?: 2021" stood where two versions are compared."""
    said = facts(About("Ana", standing="diagnosed", since="2021"), "about")
    leads = [one.lead for one in said]
    assert leads == ["Your name:", "Where are you on the way to a diagnosis?",
                     "When did your weakness start?"]  # fmt: skip
