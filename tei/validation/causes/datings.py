"""Dates and times that are not written as in ISO 8601, and EDTF's signs, which TEI lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.validation import values as datatypes
from tei.validation.causes.cause import Cause
from tei.validation.causes.values import declared, replaced, types, words
from tei.validation.faults import Fault
from tei.validation.fixes import Change
from tei.validation.grammar import Attribute
from tei.validation.surroundings import Surroundings
from tei.validation.wording import series

ISO = r"-?\d{4}(?:-\d{2}){0,2}"
YEAR = re.compile(r"-(\d{1,3})|(\d{3})")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\.?)?", re.IGNORECASE)
DAY_AND_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2}(?::\d{2})?)")
DOUBTFUL = re.compile(rf"({ISO})([?~%])|([?~%])({ISO})")
ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|around) ?(\d{3,4})", re.IGNORECASE)
MASKED = re.compile(r"(\d{1,3})([XxUu?_-]{1,3})")
UNKNOWN_PARTS = re.compile(r"(\d{4})(-\d{2})?(?:-(?:00|XX|xx|uu|UU|\?\?)){1,2}")
BETWEEN = re.compile(rf"\[?({ISO}) ?(?:/|\.\.|–|—| - | to ) ?({ISO})\]?")
YEARS = re.compile(r"(\d{4})[-–](\d{4}|\d{2})")
OPEN_END = re.compile(rf"({ISO})/(?:\.\.)?")
OPEN_BEGIN = re.compile(rf"(?:\.\.)?/({ISO})")
BOUND = re.compile(rf"([a-z]+(?: [a-z]+)?)\.? ({ISO})", re.IGNORECASE)
NONE = frozenset(("n.d.", "nd", "s.d.", "o.d.", "unknown", "undated", "?", "-", "none"))
FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
ONE_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
WITH_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:")
CENTURY = re.compile(r"\b(?:century|cent\.|Jahrhundert|Jh\.|siècle|siglo|secolo)", re.IGNORECASE)
NO_SUCH = re.compile(r"\d{4}-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True)
class Dating:
    """A refused dating: the element, the attribute at fault, its value, and what is known."""

    fault: Fault
    text: str
    attribute: Attribute
    around: Surroundings

    @property
    def element(self) -> etree._Element:
        """The element that is dated."""
        return self.fault.element

    def fits(self, value: str) -> bool:
        """Whether a value would do."""
        return datatypes.fits(self.attribute, value)

    def takes(self, *names: str) -> bool:
        """Whether the element may have these attributes, and has none of them yet."""
        name = str(self.element.tag)
        return all(
            self.around.attribute(name, other) is not None
            and (other not in self.element.attrib or other == self.fault.name)
            for other in names
        )

    def rewritten(self, **attributes: str) -> tuple[Change, ...]:
        """The edits that put these attributes in the place of the one at fault."""
        first, *rest = attributes.items()
        own = self.fault.name
        moved = [Change("unsafe", "rename-attribute", self.element, own, first[0])]
        return (
            *(moved if first[0] != own else ()),
            Change("unsafe", "set-attribute", self.element, *first),
            *(Change("unsafe", "set-attribute", self.element, *pair) for pair in rest),
        )

    def told(self, reason: str, **attributes: str) -> Cause | None:
        """The cause that says: write these attributes instead; None where they do not do."""
        dated = [value for name, value in attributes.items() if name != "cert"]
        if not self.takes(*attributes) or not all(map(self.fits, dated)):
            return None
        shown = " ".join(f'{name}="{value}"' for name, value in attributes.items())
        return Cause(f"{reason}: write {shown}.", self.rewritten(**attributes))


def of_value(fault: Fault, around: Surroundings) -> Cause | None:
    """A date or a time that can be read, but is written otherwise."""
    attribute = declared(fault, around)
    if attribute is None or not types(attribute) & {"gYear", "date", "time", "dateTime"}:
        return None
    dating = Dating(fault, " ".join(fault.value.split()), attribute, around)
    for reading in READINGS:
        cause = reading(dating)
        if cause is not None:
            return cause
    return None


def _plain(dating: Dating) -> Cause | None:
    """A date in figures or words that can only be one: 3 May 1842."""
    better = datatypes.mended(dating.text)
    return replaced(dating.fault, better, "safe") if better and dating.fits(better) else None


def _time(dating: Dating) -> Cause | None:
    """A time without its seconds, alone or after a date."""
    if match := DAY_AND_CLOCK.fullmatch(dating.text):
        clock = match[2] if match[2].count(":") == 2 else f"{match[2]}:00"
        better = f"{match[1]}T{clock.zfill(8)}"
    elif match := CLOCK.fullmatch(dating.text):
        hour = int(match[1]) % 12 + 12 * (match[4] in "pP") if match[4] else int(match[1])
        better = f"{hour:02}:{match[2]}:{match[3] or '00'}"
    else:
        return None
    reason = "A time has hours, minutes and seconds"
    return replaced(dating.fault, better, "safe", reason) if dating.fits(better) else None


def _short_year(dating: Dating) -> Cause | None:
    """A year with fewer than four figures."""
    match = YEAR.fullmatch(dating.text)
    sign = "-" if dating.text.startswith("-") else ""
    better = f"{sign}{dating.text.lstrip('-').zfill(4)}"
    if not match or not dating.fits(better):
        return None
    return replaced(dating.fault, better, "unsafe", "A year has four figures")


def _doubtful(dating: Dating) -> Cause | None:
    """EDTF's signs for what is uncertain or approximate."""
    match = DOUBTFUL.fullmatch(dating.text)
    if match is None:
        return None
    value, sign = (match[1], match[2]) if match[1] else (match[4], match[3])
    if sign == "?":
        reason = "“?” is EDTF; TEI says how certain a date is by @cert"
        own = {dating.fault.name: value, "cert": "low"}
        return dating.told(reason, **own)
    return _about(dating, f"“{sign}” is EDTF for a date that is not exact. ")


def _approximate(dating: Dating) -> Cause | None:
    """About 1842."""
    return _about(dating, "") if ABOUT.fullmatch(dating.text) else None


def _about(dating: Dating, reason: str) -> Cause | None:
    if not dating.takes("notBefore", "notAfter"):
        return None
    return Cause(
        f"{reason}Give the earliest and the latest date that you think possible, by @notBefore "
        "and @notAfter."
    )


def _masked(dating: Dating) -> Cause | None:
    """A year of which only the first figures are known: 184X."""
    match = MASKED.fullmatch(dating.text)
    if not match or len(match[1]) + len(match[2]) != 4 or match[2] == "-":
        return _unknown_parts(dating)
    first, last = (match[1] + figure * len(match[2]) for figure in "09")
    return dating.told("Figures that are not known make bounds", notBefore=first, notAfter=last)


def _unknown_parts(dating: Dating) -> Cause | None:
    """A date whose day or month is filled with noughts or letters."""
    match = UNKNOWN_PARTS.fullmatch(dating.text)
    better = match[1] + (match[2] or "").replace("-00", "") if match else ""
    if not match or not dating.fits(better):
        return None
    return replaced(dating.fault, better, "safe", "Parts that are not known are left out")


def _between(dating: Dating) -> Cause | None:
    """Two dates in one value."""
    if match := BETWEEN.fullmatch(dating.text):
        first, last = match[1], match[2]
    elif (match := YEARS.fullmatch(dating.text)) and (len(match[2]) == 4 or int(match[2]) > 12):
        first, last = match[1], match[1][: 4 - len(match[2])] + match[2]
    else:
        return None
    if first > last and not first.startswith("-"):
        return None
    reason = "One attribute holds one date"
    return dating.told(f"{reason}; for all the time from one to the other", **{
        "from": first, "to": last})  # fmt: skip


def _bounded(dating: Dating) -> Cause | None:
    """A date that is only a limit: ../1842, before 1842."""
    if match := OPEN_END.fullmatch(dating.text):
        return dating.told("A limit has its own attribute", notBefore=match[1])
    if match := OPEN_BEGIN.fullmatch(dating.text):
        return dating.told("A limit has its own attribute", notAfter=match[1])
    match = BOUND.fullmatch(dating.text)
    name = words()["bound"].get(match[1].lower()) if match else None
    return (
        dating.told("A limit has its own attribute", **{name: match[2]}) if match and name else None
    )


def _unknown(dating: Dating) -> Cause | None:
    """A word for a date that is not known."""
    if dating.text.lower() not in NONE:
        return None
    change = Change("unsafe", "remove-attribute", dating.element, dating.fault.name)
    return Cause("Where a date is not known the attribute is left out.", (change,))


def _impossible(dating: Dating) -> Cause | None:
    """The right form, but no such month or day."""
    match = NO_SUCH.fullmatch(dating.text)
    if match is None:
        return None
    if not 1 <= int(match[1]) <= 12:
        return Cause(f"There is no month {match[1]}: the order is year, month, day.")
    return Cause("There is no such day in that month.") if match[2] else None


def _either_way(dating: Dating) -> Cause | None:
    """Figures in which day and month can be told neither way."""
    match = FIGURES.fullmatch(dating.text)
    if match is None:
        return None
    first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
    ways = [way for way in (f"{year}-{first}-{second}", f"{year}-{second}-{first}")
            if dating.fits(way)]  # fmt: skip
    return Cause(f"The order is year, month, day: {series(ways)}.") if ways else None


def _year_in_words(dating: Dating) -> Cause | None:
    """Words with one year among them, or a century."""
    years = ONE_YEAR.findall(dating.text)
    if WITH_TIME.match(dating.text):
        return Cause("Hours run from 00 to 23, minutes and seconds from 00 to 59: 14:30:00.")
    if CENTURY.search(dating.text):
        return _about(dating, "A stretch of time is given by its bounds. ")
    if len(years) != 1 or not dating.fits(years[0]):
        return None
    name = dating.fault.name
    return Cause(f'If no more than the year is sure, write {name}="{years[0]}".')


READINGS: Sequence[Callable[[Dating], Cause | None]] = (
    _plain,
    _between,
    _time,
    _doubtful,
    _approximate,
    _masked,
    _bounded,
    _short_year,
    _unknown,
    _impossible,
    _either_way,
    _year_in_words,
)
