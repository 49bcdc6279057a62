"""What every page shares: frame, words and their loading, sources, citations, menu, sitemap."""
