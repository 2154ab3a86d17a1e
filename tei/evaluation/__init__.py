"""Evaluation: our markup against a gold that a scholar has made by hand.

gold TEI ─ strip ─▶ plain text ─ our street ─▶ annotations ─ pair ─▶ counts, misses, calibration

The gold is stripped to plain text with a map of where each of its elements stands, so that
our annotations of that text and the gold's elements have the same offsets and need no alignment.
"""
