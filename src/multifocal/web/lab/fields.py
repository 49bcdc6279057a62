"""Fields of the lab's form: numbers with a range and a unit, told in one sentence when missed."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django import forms

from multifocal.web.site.language import say_later

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as _StrOrPromise


class Number(forms.FloatField):
    """A number between two ends, in a unit; left out it is None. `whole`: no decimals."""

    def __init__(
        self,
        label: "_StrOrPromise",
        low: float,
        high: float,
        unit: str,
        *,
        step: float = 1,
        whole: bool = True,
        **more: Any,
    ) -> None:
        key = "lab.fault.whole_number" if whole else "lab.fault.number"
        said = say_later(key, low=f"{low:g}", high=f"{high:g}", unit=unit)
        super().__init__(required=False, label=label, error_messages={"invalid": said}, **more)
        self.low, self.high, self.unit, self.whole, self.said = low, high, unit, whole, said
        self.widget.attrs.update(
            min=f"{low:g}", max=f"{high:g}", step=f"{step:g}", autocomplete="off",
            inputmode="numeric" if whole else "decimal",
        )  # fmt: skip

    def to_python(self, value: Any) -> Any:
        """A float, an int where whole; ValidationError for anything else."""
        number = super().to_python(value)
        if number is None:
            return None
        # `not` catches what is no number too
        if not self.low <= number <= self.high or (self.whole and number != int(number)):
            raise forms.ValidationError(self.said, code="invalid")
        return int(number) if self.whole else number


class OneOf(forms.ChoiceField):
    """A choice among what fits the muscle; what fits another muscle is known and no fault."""

    def __init__(self, known: Collection[str], **more: Any) -> None:
        super().__init__(required=False, **more)
        self.known = frozenset(known)

    def valid_value(self, value: str) -> bool:
        """Whether it is on the list of any muscle."""
        return value in self.known
