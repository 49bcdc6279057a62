"""Simulated people with weak muscles, whose places are known."""
