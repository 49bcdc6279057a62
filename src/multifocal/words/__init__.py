"""Message key and parameters to a sentence, in the reader's language."""

from multifocal.words.catalog import languages, say
from multifocal.words.language import language, speaking

__all__ = ["language", "languages", "say", "speaking"]
