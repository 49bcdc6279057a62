"""The simulated nerve studies for a template."""

from django import template
from django.utils.translation import get_language

from multifocal.web.learn.content.page import DEFAULT_LANGUAGE
from multifocal.web.learn.living_example import ExampleStudy
from multifocal.web.learn.living_example import example_studies as computed

register = template.Library()


@register.simple_tag
def example_studies() -> tuple[ExampleStudy, ...]:
    """The studies in the reader's language."""
    return computed(get_language() or DEFAULT_LANGUAGE)
