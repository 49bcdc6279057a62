"""A nerve conduction study judged segment by segment, with reasons. Stores nothing."""
