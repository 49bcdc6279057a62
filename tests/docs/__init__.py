"""The pages of docs/: what they name exists, and what they show runs."""
