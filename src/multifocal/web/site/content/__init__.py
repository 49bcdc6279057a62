"""The words of the pages, as data: one folder a language, one TOML file a page."""

from multifocal.web.site.content.glossary import Term, glossary
from multifocal.web.site.content.page import Block, Page, Paragraph, page
from multifocal.web.site.content.phone_numbers import phone_numbers

__all__ = ["Block", "Page", "Paragraph", "Term", "glossary", "page", "phone_numbers"]
