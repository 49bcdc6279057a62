"""Message key and parameters to a sentence, in the reader's language."""

from multifocal.words.catalog import languages, say

__all__ = ["languages", "say"]
