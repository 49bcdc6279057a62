"""What can be taken away: tables, waveforms and pictures of one simulation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from multifocal import body
from multifocal.fault import Fault
from multifocal.figures import Figure, standalone
from multifocal.formats import write_study
from multifocal.study import Recording, Study
from multifocal.web.lab import waveforms
from multifocal.web.lab.experiment import Simulated
from multifocal.web.lab.fibers import WIDE_PX, fiber_picture, fibers, fibers_csv
from multifocal.words import say


@dataclass(frozen=True)
class Download:
    """A file: its name, its kind, its bytes."""

    name: str
    content_type: str
    content: bytes


def _measures(found: Simulated, language: str) -> bytes:
    said = f"# {say('lab.file', language, query=found.setting.query())}\n"
    return said.encode() + write_study(found.study, "csv")[0][0]


def _fibers(found: Simulated, language: str) -> bytes:
    return fibers_csv(found, language).encode()


def _json(found: Simulated, language: str) -> bytes:
    del language
    return write_study(found.study, "json")[0][0]


def _edf(found: Simulated, kind: str) -> bytes:
    sweeps: tuple[Recording, ...] = tuple(r for r in found.study.recordings if r.kind == kind)
    if not sweeps:
        raise Fault("web.no_waveforms")
    kept = tuple(one for one in found.study.measures if one.kind == kind)
    study: Study = replace(found.study, recordings=sweeps, measures=kept, f_measures=())
    contents, _ = write_study(study, "edf")
    if len(contents) > 1:
        raise Fault("web.sweeps_differ")
    return contents[0]


def _svg(found: Simulated, figure: Figure | None, language: str) -> bytes:
    if figure is None:
        raise Fault("web.no_picture")
    text = f"{figure.text} {say('lab.file', language, query=found.setting.query())}"
    return standalone(replace(figure, text=text)).encode()


def _traces_svg(found: Simulated, language: str) -> bytes:
    return _svg(found, waveforms.motor_picture(found, WIDE_PX, language), language)


def _late_svg(found: Simulated, language: str) -> bytes:
    return _svg(found, waveforms.f_picture(found, WIDE_PX, _limb(found), language), language)


def _fibers_svg(found: Simulated, language: str) -> bytes:
    text = say("lab.fibers.file", language, total=found.fates.total)
    return _svg(found, fiber_picture(found, fibers(found), text, WIDE_PX, language), language)


def _limb(found: Simulated) -> str:
    return body.nerve(body.muscle(found.setting.muscle).nerve).limb


KINDS: Mapping[str, tuple[str, str, Callable[[Simulated, str], bytes]]] = {
    "measures": ("study.csv", "text/csv; charset=utf-8", _measures),
    "json": ("study.json", "application/json", _json),
    "edf": ("motor.edf", "application/octet-stream", lambda one, _: _edf(one, "M")),
    "edf-f": ("f-waves.edf", "application/octet-stream", lambda one, _: _edf(one, "F")),
    "edf-sensory": ("sensory.edf", "application/octet-stream", lambda one, _: _edf(one, "sensory")),
    "fibers": ("fibers.csv", "text/csv; charset=utf-8", _fibers),
    "traces-svg": ("responses.svg", "image/svg+xml", _traces_svg),
    "f-svg": ("f-waves.svg", "image/svg+xml", _late_svg),
    "fibers-svg": ("fibers.svg", "image/svg+xml", _fibers_svg),
}  # fmt: skip


def download(found: Simulated, kind: str, language: str) -> Download:
    """The file of that kind. KeyError for an unknown kind; Fault where the study has none such."""
    name, content_type, made = KINDS[kind]
    return Download(f"multifocal-lab-{name}", content_type, made(found, language))
