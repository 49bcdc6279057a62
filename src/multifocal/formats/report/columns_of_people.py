"""A column that says whose a row is, or of which day: rows of several are no one study."""

from collections.abc import Iterator, Sequence
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.report.cells import is_number, nothing
from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.table_parts import cell_at
from multifocal.study.vocabulary import normalized

_PEOPLE: Final = frozenset((
    "patient", "patients", "patient_id", "patient_no", "patient_nr", "patient_number",
    "patient_code", "patient_name", "pat", "pat_id", "pat_nr", "pat_no", "patientennummer",
    "patientin", "name_des_patienten", "nachname", "surname", "last_name", "subject", "subject_id",
    "subject_no", "subj", "subj_id", "participant", "participant_id", "proband", "probanden_nr",
    "person", "person_id", "case", "case_no", "case_id", "fallnummer", "mrn", "record_id",
    "sujet", "nom_du_patient", "numero_de_patient", "paciente", "id_paciente", "sujeto", "caso",
    "paziente", "id_paziente", "soggetto", "caso_n", "patiente", "patientnr", "patientnummer",
    "pacjent", "hasta", "hasta_no", "pasient", "potilas",
))  # fmt: skip
_TIMES: Final = frozenset((
    "visit", "visit_no", "visit_number", "visit_date", "session", "timepoint", "time_point",
    "exam_no", "exam_date", "examination_date", "study_date", "test_date",
    "date", "date_of_study", "date_of_exam", "date_of_examination", "year", "month", "week",
    "datum", "untersuchungsdatum", "visite", "jahr", "monat", "woche", "date_d_examen",
    "date_de_l_examen", "annee", "mois", "fecha", "visita", "ano", "mes", "data_esame",
    "data_do_exame", "onderzoeksdatum", "undersokningsdatum", "data_badania", "tarih", "condition",
    "pre_post", "before_after",
))  # fmt: skip
_ROW_NUMBERS: Final = frozenset(("id", "record", "key"))
"""Columns that number people or rows: where no number comes twice, it numbers rows."""
_ALL: Final = _PEOPLE | _TIMES | _ROW_NUMBERS


def faults_of_people(lines: Sequence[Line]) -> Iterator[Fault]:
    """A fault for each table with such a column and rows of more than one."""
    for at, line in enumerate(lines):
        if not is_header(line.cells):
            continue
        for place, cell in enumerate(line.cells):
            word, meaning = normalized(cell), read_heading(place, cell).meaning
            if word not in _ALL or (meaning and meaning.name == "date"):
                continue  # days of the table's own column are compared with the rows
            said = _said(line, lines[at + 1 :], place)
            values = [one for _, one in said]
            other = next((row for row in said if row[1] != values[0]), None)
            if other is None or (word in _ROW_NUMBERS and len(set(values)) == len(values)):
                continue
            yield Fault("report.several_people", line=other[0], heading=quoted(cell))


def _said(header: Line, below: Sequence[Line], place: int) -> list[tuple[int, str]]:
    """What rows up to the next header say in a column, each with its line."""
    said: list[tuple[int, str]] = []
    for line in below:
        if is_header(line.cells):
            break
        text = _cell(header, line, place)
        rest = [cell for cell in line.words if cell != text]
        if text and not nothing(text) and any(map(is_number, rest)):
            said.append((line.number, " ".join(text.split()).casefold()))
    return said


def _cell(header: Line, line: Line, place: int) -> str:
    """The cell of a line in a column of its header; "" where none, or more than one, is there."""
    if header.spans is None or line.spans is None:
        return cell_at(line, place) if header.spans is line.spans else ""
    left, right = header.spans[place]
    under = [
        cell
        for cell, (start, end) in zip(line.cells, line.spans, strict=True)
        if start < right and left < end
    ]
    return under[0] if len(under) == 1 else ""
