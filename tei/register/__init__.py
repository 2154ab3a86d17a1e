"""Registers: the persons, bodies and places that an editor knows, under all their names."""

from tei.register.entries import NO_REGISTER, Entry, Register
from tei.register.files import load

__all__ = ["NO_REGISTER", "Entry", "Register", "load"]
