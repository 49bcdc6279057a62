"""Pages that explain: their words are data under `content/`, with sources and review dates."""
