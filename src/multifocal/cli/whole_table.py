"""Tables of the terminal that cut nothing off: what does not fit goes on in the next line."""

from typing import Any

from rich.table import Table


class WholeTable(Table):
    """A table of rich whose columns fold; rich's own end a name that is too long in "…".

    Two names that differ in their ends would then be one: "below_elb…", "above_elb…".
    """

    def add_column(self, *header: Any, **style: Any) -> None:
        """As rich's, folded unless `overflow` says otherwise."""
        super().add_column(*header, **{"overflow": "fold"} | style)
