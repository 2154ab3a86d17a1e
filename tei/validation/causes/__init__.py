"""Likely causes of faults, each with its cure; one module a family, habits as data (TOML)."""

from tei.validation.causes.cause import Cause
from tei.validation.causes.families import likely

__all__ = ["Cause", "likely"]
