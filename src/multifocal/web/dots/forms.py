"""What the visitor chooses, and what they add for the appointment."""

from django import forms

from multifocal.localize import Complaint, complaints
from multifocal.web.site.language import say_later
from multifocal.words import say

READY_QUESTIONS = ("weak", "shared", "study", "normal", "feeling", "else", "sooner")
"""Questions that the visitor may put on the page for the appointment."""

MOST_SINCE = 60
MOST_WORDS = 300
MOST_LINES = 4

KNOWN = [
    ("yes", say_later("dots.known.yes")),
    ("no", say_later("dots.known.no")),
    ("unsure", say_later("dots.known.unsure")),
]


class ChoiceForm(forms.Form):
    """What is hard, and on which side. At least one thing; words that the page has not are bad."""

    choice = forms.MultipleChoiceField(choices=[(key, key) for key in complaints()])

    def chosen(self) -> tuple[Complaint, ...]:
        """The choices in the order of the page, each once; after `is_valid`."""
        return tuple(
            complaints()[key] for key in complaints() if key in self.cleaned_data["choice"]
        )


class AppointmentForm(ChoiceForm):
    """The choices again, and the visitor's own words. All of these may be left out."""

    since = forms.CharField(required=False, max_length=MOST_SINCE)
    cold = forms.ChoiceField(required=False, choices=KNOWN)
    numb = forms.ChoiceField(required=False, choices=KNOWN)
    question = forms.MultipleChoiceField(
        required=False, choices=[(key, key) for key in READY_QUESTIONS]
    )
    words = forms.CharField(required=False)

    def clean_words(self) -> str:
        """The words with single spaces, in a few lines at most, so that they fit on the page.

        Their length is asked here and not of the field: a browser counts a line's end as one
        character and sends two.
        """
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        lines = [line for line in lines if line]
        text = ("\n" if len(lines) <= MOST_LINES else " ").join(lines)
        if len(text) > MOST_WORDS:
            raise forms.ValidationError(say("dots.fault.most_words"))
        return text
