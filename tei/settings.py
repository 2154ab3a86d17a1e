"""What a project says of its edition; every field is optional and none is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tei.annotation import Cert


@dataclass(frozen=True, slots=True)
class Settings:
    """Facts for the header that the text does not hold, and choices of encoding.

    title, author:    take the place of what the text's title block says
    publisher:        who publishes the edition; place and date (EDTF) of publication
    licence:          the licence's name; licence_url: its address
    identifier:       DOI or other identifier of the edition
    editors:          names of the encoding's editors
    funder, project:  as printed in the header
    hi_marks:         "removed" turns _italic_ marks into hi/@rend; "kept" leaves them
    min_cert:         the certainty from which a quotation keeps its speaker; "low" keeps all
    relative_dates:   whether "yesterday" and "two days later" become dates
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""
    licence: str = ""
    licence_url: str = ""
    identifier: str = ""
    editors: tuple[str, ...] = ()
    funder: str = ""
    project: str = ""
    hi_marks: Literal["removed", "kept"] = "removed"
    min_cert: Cert = "low"
    relative_dates: bool = False
