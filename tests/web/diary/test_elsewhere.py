"""Where nothing is stored there is no diary: one page says so, and how to have one."""

import os
import subprocess
import sys
from pathlib import Path

from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from tests.web.markup import markup

ASKING = """
import django
django.setup()
from django.test import Client
from django.test.utils import override_settings
from django.urls import get_resolver
from multifocal.web.diary.urls import urlpatterns
client = Client(SERVER_NAME="localhost")
answer = client.get("/diary")
print(answer.status_code, b"stores nothing of its readers" in answer.content, len(answer.cookies))
print([str(one.pattern) for one in urlpatterns])
for address in ("/diary/open?token=x", "/diary/add/note", "/diary/data"):
    print(client.get(address).status_code)
print([b"diary-link" in client.get(one).content for one in ("/", "/infusion")])
"""


def test_the_first_page_and_those_that_prepare_lead_to_a_diary_that_is_here() -> None:
    client = Client(SERVER_NAME="localhost")
    leading = {"learn:what-is-mmn", "learn:infusion", "learn:everyday", "learn:living"}
    silent = {"learn:causes", "learn:treatment", "learn:for-doctors"}
    for name in leading | silent:
        links = [one for one in markup(client.get(reverse(name))).all("aside")
                 if one.attributes.get("aria-labelledby") == "diary-link"]  # fmt: skip
        assert len(links) == (name in leading), name
    for mode in ("public", "exported"):
        with override_settings(SITE_MODE=mode):
            answer = client.get(reverse("learn:infusion"))
            assert answer.status_code == 200 and b"diary-link" not in answer.content


def test_the_public_site_has_one_page_that_says_so(tmp_path: Path) -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "multifocal.web.public.settings",
           "MULTIFOCAL_DATA": str(tmp_path)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASKING], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "200 True 0",
        "['diary']",
        "404",
        "404",
        "404",
        "[False, False]",
    ]
    assert not list(tmp_path.iterdir())
