"""The words of the pages, as data: one folder a language, one TOML file a page."""

from multifocal.web.learn.content.glossary import Term, glossary
from multifocal.web.learn.content.page import Block, Page, Paragraph, page
from multifocal.web.learn.content.phone_numbers import phone_numbers

__all__ = ["Block", "Page", "Paragraph", "Term", "glossary", "page", "phone_numbers"]
