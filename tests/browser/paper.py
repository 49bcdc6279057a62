"""How far down each page of a PDF is written on. Reads the PDFs that Chromium writes, no others."""

import re
import zlib
from collections.abc import Iterator

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NUMBER = re.compile(rb"[-+]?\d*\.?\d+")
OBJECT = re.compile(rb"(?s)(\d+) 0 obj\s*(.*?)endobj")
STREAM = re.compile(rb"(?s)stream\r?\n(.*?)\r?\nendstream")
PATHS, PAINTS = (b"m", b"l", b"c", b"re"), (b"f", b"f*", b"S", b"B", b"B*", b"s")


def blank_ends(pdf: bytes) -> list[float]:
    """For each page, which share of its height is blank below the last thing on it."""
    objects = {int(one[1]): one[2] for one in OBJECT.finditer(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    return [_blank_end(page, objects) for page in pages]


def _blank_end(page: bytes, objects: dict[int, bytes]) -> float:
    box = re.search(rb"/MediaBox\s*\[([^\]]*)\]", page)
    content = re.search(rb"/Contents (\d+) 0 R", page)
    assert box and content, "not a PDF of Chromium's"
    height = float(NUMBER.findall(box[1])[3])
    stream = STREAM.search(objects[int(content[1])])
    assert stream
    # The last byte of its checksum may look like the end of a line, and be taken for one.
    drawn = zlib.decompressobj().decompress(stream[1])
    on_paper = (mark for mark in _marks(drawn) if mark >= 0)  # what lies off it shows nowhere
    return min(on_paper, default=height) / height


def _marks(content: bytes) -> Iterator[float]:
    """How high above the page's lower edge each thing ends that is drawn on it."""
    at, kept = UNMOVED, list[Matrix]()
    path, text = list[float](), UNMOVED
    for line in content.splitlines():
        *_, name = line.split() or [b""]
        values = [float(value) for value in NUMBER.findall(line)]
        if name == b"q":
            kept.append(at)
        elif name == b"Q":
            at = kept.pop()
        elif name == b"cm":
            at = _times(values, at)
        elif name in PATHS:
            x, y = values[-2:] if name != b"re" else (values[0], values[1] + values[3])
            path.append(_height(at, x, y))
        elif name == b"n":  # a clip: nothing is drawn
            path.clear()
        elif name in PAINTS:
            yield from path
            path.clear()
        elif name == b"Tm":
            text = _times(values, at)
        elif name == b"Td":
            text = _times([1, 0, 0, 1, *values], text)
        elif name in (b"Tj", b"TJ"):
            yield _height(text, 0, 0)
        elif name == b"Do":
            yield _height(at, 0, 0)


def _times(values: list[float], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = values
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _height(at: Matrix, x: float, y: float) -> float:
    return at[1] * x + at[3] * y + at[5]
