"""One kind of error for input that is at fault: where, what, and how to mend it."""


class Fault(ValueError):
    """Input that cannot be used: a ValueError that says where, and what to do.

    Carries where the fault lies and the remedy, so that the command line can print one clear
    line and the site can mark the field. Never holds more of the input than the word at fault.
    `byte` is an offset into a binary file, from 0.
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        source: str | None = None,
        line: int | None = None,
        column: str | None = None,
        byte: int | None = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.source = source
        self.line = line
        self.column = column
        self.byte = byte
        super().__init__(str(self))

    def within(self, source: str) -> "Fault":
        """The same fault, named as lying in `source` (a file name)."""
        return Fault(
            self.problem,
            remedy=self.remedy,
            source=source,
            line=self.line,
            column=self.column,
            byte=self.byte,
        )

    def __str__(self) -> str:
        place = [self.source] if self.source else []
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        if self.byte is not None:
            place.append(f"byte {self.byte}")
        where = ", ".join(place)
        return (f"{where}: " if where else "") + f"{self.problem}. {self.remedy}"
