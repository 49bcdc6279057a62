"""The language travels once: with the block, the thread and the task it was set in."""

from threading import Thread

from multifocal import words


def test_english_is_spoken_where_nothing_is_set() -> None:
    assert words.language() == "en"


def test_a_block_speaks_its_language_and_gives_it_back_even_after_an_error() -> None:
    try:
        with words.speaking("es"):
            assert words.language() == "es"
            with words.speaking("de"):
                assert words.language() == "de"
            assert words.language() == "es"
            raise ValueError
    except ValueError:
        pass
    assert words.language() == "en"


def test_another_thread_does_not_hear_it() -> None:
    heard: list[str] = []
    with words.speaking("es"):
        thread = Thread(target=lambda: heard.append(words.language()))
        thread.start()
        thread.join()
    assert heard == ["en"]
