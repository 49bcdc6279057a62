"""What the visitor says: how it began, what is hard, and what they add for the appointment."""

from django import forms

from multifocal.localize import ONSETS, SIGNS, Complaint, Onset, Signs, complaints
from multifocal.web.site.language import say_later
from multifocal.words import say

READY_QUESTIONS = ("weak", "shared", "study", "normal", "feeling", "else", "sooner")
"""Questions that the visitor may put on the page for the appointment."""

ASKED = ("cold", "cramps", "twitches", "thinning", "numb")
"""What is asked with yes, no and not sure; left open it stays open on the paper."""
COURSES = ("slowly", "steps", "unsure")
"""How it went on since."""
LINES = {"since": 60, "tried": 160, "tests": 160}
"""Answers of one line, and how long each may be."""
OWN_WORDS = ("words", "tried", "tests")
"""What is told freely and read by nobody here."""
MOST_WORDS = 300
MOST_LINES = 4

KNOWN = [
    ("yes", say_later("dots.known.yes")),
    ("no", say_later("dots.known.no")),
    ("unsure", say_later("dots.known.unsure")),
]
GOING_ON = ("examined", "warned")
"""How the visitor went on from what cannot wait; gone with the answers that it was said of."""
FIRST = ("onset", "signs", *GOING_ON)
"""What was asked first, and how the visitor went on."""
CARRIED = (
    *(*FIRST, "choice", "course", *LINES, *ASKED, "question"),
    *("words", "own_signs"),
)
"""Everything that one form hands on to the next, by POST alone."""


class FirstForm(forms.Form):
    """How it began, and whether a sign is there that cannot wait. Both must be said: what is not
    said is no no. `examined`: a doctor has examined the visitor for it since; `warned`: they have
    read what cannot wait, and go on although they are not sure of it."""

    onset = forms.ChoiceField(choices=[(key, key) for key in ONSETS])
    signs = forms.ChoiceField(choices=[(key, key) for key in SIGNS])
    examined = forms.BooleanField(required=False)
    warned = forms.BooleanField(required=False)

    def answers(self) -> tuple[Onset, Signs]:
        """What was said; after `is_valid`."""
        return self.cleaned_data["onset"], self.cleaned_data["signs"]

    def said(self) -> tuple[Onset | None, Signs | None]:
        """What was said so far, None where nothing was; after `is_valid`, whatever it answered."""
        return self.cleaned_data.get("onset"), self.cleaned_data.get("signs")


class ChoiceForm(forms.Form):
    """What is hard, and on which side. At least one thing; words that the page has not are bad."""

    choice = forms.MultipleChoiceField(choices=[(key, key) for key in complaints()])

    def chosen(self) -> tuple[Complaint, ...]:
        """The choices in the order of the page, each once; after `is_valid`."""
        return tuple(
            complaints()[key] for key in complaints() if key in self.cleaned_data["choice"]
        )


class AppointmentForm(ChoiceForm):
    """The choices again, what was asked first, and the visitor's own words. All but the choices may
    be left out."""

    onset = forms.ChoiceField(required=False, choices=[(key, key) for key in ONSETS])
    signs = forms.ChoiceField(required=False, choices=[(key, key) for key in SIGNS])
    examined = forms.BooleanField(required=False)
    since = forms.CharField(required=False, max_length=LINES["since"])
    tried = forms.CharField(required=False, max_length=LINES["tried"])
    tests = forms.CharField(required=False, max_length=LINES["tests"])
    course = forms.ChoiceField(required=False, choices=[(key, key) for key in COURSES])
    cold = forms.ChoiceField(required=False, choices=KNOWN)
    cramps = forms.ChoiceField(required=False, choices=KNOWN)
    twitches = forms.ChoiceField(required=False, choices=KNOWN)
    thinning = forms.ChoiceField(required=False, choices=KNOWN)
    numb = forms.ChoiceField(required=False, choices=KNOWN)
    question = forms.MultipleChoiceField(
        required=False, choices=[(key, key) for key in READY_QUESTIONS]
    )
    words = forms.CharField(required=False)
    own_signs = forms.ChoiceField(required=False, choices=[(key, key) for key in SIGNS])

    def clean_words(self) -> str:
        """The words with single spaces, in a few lines at most, so that they fit on the page.

        Their length is asked here and not of the field: a browser counts a line's end as one
        character and sends two.
        """
        text = in_few_lines(self.cleaned_data["words"])
        if len(text) > MOST_WORDS:
            raise forms.ValidationError(say("dots.fault.most_words", most=MOST_WORDS))
        return text

    @property
    def has_own_words(self) -> bool:
        """Whether something is told that nobody reads here; after `is_valid`."""
        return any(self.cleaned_data.get(field) for field in OWN_WORDS)

    def clean(self) -> None:
        """Own words are not read here, so whoever gives some says whether they tell of a sign."""
        super().clean()
        if self.has_own_words and not self.cleaned_data.get("own_signs"):
            self.add_error("own_signs", say("dots.fault.own_signs"))


def in_few_lines(text: str) -> str:
    """The text with single spaces, on at most MOST_LINES lines, or else on one."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    return ("\n" if len(lines) <= MOST_LINES else " ").join(lines)
