"""`/inside` without a script."""

import pytest
from django.test import Client

STEPS = ["brain", "spinal-cord", "motor-nerve", "coating", "gap", "block", "muscle", "hand"]


def test_the_whole_story_is_there_without_a_script(client: Client) -> None:
    text = client.get("/inside").content.decode()
    for step in STEPS:
        assert text.count(f'data-dot="{step}"') == 1
        assert text.count(f'id="step-{step}"') == 1
        assert f'href="#step-{step}"' in text
    assert "Between wrist and elbow" in text
    assert "Above the elbow" in text
    assert '<button type="submit">' in text


def test_the_form_chooses_the_picture(client: Client) -> None:
    healthy = client.get("/inside?at=645&damage=0").content.decode()
    struck = client.get("/inside?at=385&damage=40").content.decode()
    assert "Nothing is damaged" in healthy
    assert "fiber--blocked" not in healthy
    assert "fiber--blocked" in struck
    assert 'value="385"' in struck
    assert "Only at the armpit and the neck is the answer small" in struck


@pytest.mark.parametrize("query", ["at=5", "damage=101", "damage=x", "at=647", "person=99"])
def test_what_is_out_of_range_is_refused_and_the_page_still_stands(
    client: Client, query: str
) -> None:
    assert client.get(f"/inside/picture?{query}").status_code == 400
    page = client.get(f"/inside?{query}")
    assert page.status_code == 400
    assert b"out of range" in page.content
    assert b"data-dot" in page.content
