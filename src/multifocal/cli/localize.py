"""`multifocal localize`: from weak muscles back to the places of nerves that explain them."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from multifocal.cli.whole_table import WholeTable
from multifocal.words import listed, listed_clauses, say

if TYPE_CHECKING:
    from multifocal.localize import Answer

MOST_EXPLANATIONS = 5
MOST_CAUSES = 3
LEAST_WEIGHT = 0.005


def localize(
    findings: Annotated[str, typer.Argument(metavar="FINDINGS", help="cli_localize.findings")],
    setting: Annotated[str | None, typer.Option(help="cli_localize.setting")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal localize`, whose help is `cli_localize.help`."""
    from multifocal.localize import (  # noqa: PLC0415  (NumPy loads only when needed)
        SETTINGS,
        answer_json,
        explain,
        read_weakness,
    )

    if setting is not None and setting not in SETTINGS:
        raise typer.BadParameter(say("cli_localize.wrong.setting", known=listed(SETTINGS)))
    answer = explain(read_weakness(findings), setting=setting)
    if as_json:
        typer.echo(json.dumps(answer_json(answer), ensure_ascii=False, allow_nan=False))
        return
    _render(answer)


def _render(answer: "Answer") -> None:
    from multifocal.localize import wording  # noqa: PLC0415

    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    out.print(wording.standing_said(answer))
    likely = [one for one in answer.explanations if one.weight >= LEAST_WEIGHT]
    for rank, explanation in enumerate(likely[:MOST_EXPLANATIONS], 1):
        what = wording.explanation_said(explanation)
        out.print()
        out.print(
            say("cli_localize.explanation", rank=rank, what=what, percent=100 * explanation.weight)
        )
        causes = (wording.cause_said(cause) for cause in list(explanation.causes)[:MOST_CAUSES])
        if explanation.cause is None:
            out.print(say("cli_localize.by", causes=listed_clauses(causes)))
        for sentence in wording.contributions_said(explanation):
            out.print(f"     {sentence}")
    out.print()
    out.print(_causes(answer))
    out.print()
    for test in answer.next_tests:
        out.print(say("cli_localize.next", test=wording.next_test_said(test), bits=test.bits))
    if not answer.next_tests:
        out.print(say("localize.page.next.none"))
    for stimulation in answer.stimulations:
        rank = stimulation.rank + 1
        said = wording.stimulation_said(stimulation)
        out.print(say("cli_localize.stimulation", rank=rank, test=said))
    if answer.error is not None:
        out.print(say("cli_localize.error", percent=100 * answer.error))
    out.print(say("cli_localize.limits"))


def _causes(answer: "Answer") -> WholeTable:
    from multifocal.localize import wording  # noqa: PLC0415

    table = WholeTable(show_edge=False, pad_edge=False, box=None)
    table.add_column(say("cli_localize.column.cause"))
    table.add_column(say("cli_localize.column.shift"), justify="right")
    if answer.setting:
        table.add_column(say("cli_localize.column.posterior"), justify="right")
    table.add_column(say("cli_localize.column.question"))
    for one in answer.causes:
        posterior = () if one.posterior is None else (f"{100 * one.posterior:.1f} %",)
        name, asked = wording.cause_said(one.cause), wording.question_said(one.cause)
        table.add_row(name, wording.factor_said(one.ratio), *posterior, asked)
    return table
