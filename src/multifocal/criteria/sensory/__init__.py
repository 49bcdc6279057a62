"""Sensory responses: beside their limits, what they propose, and what speaks against a rule."""
