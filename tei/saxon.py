"""Saxon (saxonche), always started so that stylesheets and schemas see no environment."""

from __future__ import annotations

import locale
import os
from functools import lru_cache
from typing import Any


def processor() -> Any:
    """A Saxon processor of its own configuration.

    Raises ImportError where saxonche has no build for this system.
    """
    import saxonche  # costs time and memory: only where XSLT or Schematron is run

    _hide_environment(saxonche)
    return saxonche.PySaxonProcessor(license=False)


@lru_cache(maxsize=1)
def _hide_environment(saxonche: Any) -> Any:
    """Let Saxon read the environment while there is nothing in it.

    It keeps what it read as long as one processor lives; so the first one is kept.  It also
    sets the locale from that environment, and with it Python's default encoding.
    """
    kept, locales = dict(os.environ), locale.setlocale(locale.LC_ALL)
    os.environ.clear()
    try:
        first = saxonche.PySaxonProcessor(license=False)
        first.new_xpath_processor().evaluate("count(available-environment-variables())")
    finally:
        os.environ.update(kept)
        locale.setlocale(locale.LC_ALL, locales)
    return first
