"""Editions of many documents: built side by side, only what changed, one site for all."""
