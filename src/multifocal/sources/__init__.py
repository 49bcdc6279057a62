"""One registry of citations: constants, findings and pages name their source by its id."""

from multifocal.sources.registry import Source, all_sources, source

__all__ = ["Source", "all_sources", "source"]
