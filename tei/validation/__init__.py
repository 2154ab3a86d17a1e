"""Validation: is a TEI document well formed, valid, and true to itself?"""
