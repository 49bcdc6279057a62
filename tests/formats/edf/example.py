"""The specification's own example (Kemp and Olivan 2003, 3.7), laid out byte by byte here.

Written from the header's facts and not by the package that the tests are about.
"""

import numpy as np
from numpy.typing import NDArray

TEXTS = (
    "+0\x14\x14Stimulus right wrist 0.2ms x 8.2mA at 6.5cm from recording site\x14"
    "Response 7.2mV at 3.8ms\x14\0",
    "+10\x14\x14Stimulus right elbow 0.2ms x 15.3mA at 28.5cm from recording site\x14"
    "Response 7.2mV at 7.8ms (55.0m/s)\x14\0",
)
XML_TEXTS = (
    TEXTS[0],
    "+10\x14\x14\0"
    "+10\x14Stimulus_elbow\x14\0"
    '+10\x14<EDF_XMLnote>\n<Stimulus_elbow><duration unit="ms" >0.2</duration>'
    '<intensity mode="current" unit="mA">15.3</intensity><position>right elbow</position>'
    '<distance mode="stimulus to recording" unit="cm">28.5</distance>'
    "</Stimulus_elbow></EDF_XMLnote>\x14\0"
    '+10\x14<EDF_XMLnote> <measurements><latency unit="ms">7.8</latency>'
    '<amplitude mode=" baseline to peak" unit="mV">7.2</amplitude>'
    '<velocity mode = "segmental" unit = "m/s">55.0</velocity>'
    "</measurements></EDF_XMLnote>\x14\0",
)


def waves() -> NDArray[np.int16]:
    """Two responses of 7.2 mV at 3.8 and 7.8 ms, 20 kHz, negativity stored as negative numbers."""
    times = np.arange(1000) / 20.0
    found = []
    for onset in (3.8, 7.8):
        inside = (times > onset) & (times < onset + 6.0)
        wave = np.where(inside, -7.2 * np.sin(np.pi * (times - onset) / 6.0), 0.0)
        found.append(np.rint((wave + 100.0) / 200.0 * 4095.0 - 2048.0))
    return np.array(found, dtype=np.int16)


def example(texts: tuple[str, ...] = TEXTS, words: int = 60) -> bytes:
    """The example's bytes."""
    fixed = (
        (8, "0"),
        (80, "MCH-0234567 F 02-MAY-1951 Haagse_Harry"),
        (80, "Startdate 02-MAR-2002 EMG561 BK/JOP Sony. MNC R Median Nerve."),
        (8, "17.04.01"),
        (8, "11.25.00"),
        (8, "768"),
        (44, "EDF+D"),
        (8, "2"),
        (8, "0.050"),
        (4, "2"),
    )
    signals = (
        (16, "R APB", "EDF Annotations"),
        (80, "AgAgCl electrodes", ""),
        (8, "mV", ""),
        (8, "-100", "-1"),
        (8, "100", "1"),
        (8, "-2048", "-32768"),
        (8, "2047", "32767"),
        (80, "HP:3Hz LP:20kHz", ""),
        (8, "1000", str(words)),
        (32, "", ""),
    )
    head = "".join(word.ljust(width) for width, word in fixed)
    head += "".join(word.ljust(width) for width, *pair in signals for word in pair)
    content = head.encode("ascii")
    assert len(content) == 768
    for wave, text in zip(waves(), texts, strict=True):
        content += wave.astype("<i2").tobytes() + text.encode().ljust(2 * words, b"\0")
    return content
