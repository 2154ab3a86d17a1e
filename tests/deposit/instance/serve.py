"""Fills an empty InvenioRDM and serves it until it is ended.

Run by the archive's own Python (see ../archive.py): database, indices, a few terms of each
vocabulary, one depositor.  The depositor's token is written to the file that ARCHIVE_TOKEN names;
when that file is there, the archive answers soon.
"""

import os
from pathlib import Path

from flask import current_app
from invenio_access.permissions import system_identity
from invenio_access.utils import get_identity
from invenio_accounts.proxies import current_datastore
from invenio_app.factory import create_app
from invenio_db import db
from invenio_files_rest.models import Location
from invenio_oauth2server.models import Token
from invenio_rdm_records.fixtures import PrioritizedVocabulariesFixtures
from invenio_rdm_records.fixtures import vocabularies as reading
from invenio_search import current_search
from werkzeug.serving import make_server

LANGUAGES = {"eng", "deu", "fra", "lat", "ita", "spa", "rus", "und"}
LICENCES = ("cc-by", "cc0", "apache-2.0", "mit", "gpl-3.0-only")
SKIPPED = {"affiliations", "names", "funders", "awards", "code:programmingLanguages"}


def trimmed(make):
    """An iterator of terms that leaves out what no test asks for: all of them take minutes."""

    def iterator(file):
        name = Path(file).stem
        for term in make(file):
            if name == "languages" and term["id"] not in LANGUAGES:
                continue
            if name == "licenses" and not term["id"].startswith(LICENCES):
                continue
            yield term

    return iterator


def fill(folder: Path) -> str:
    """Database, indices, vocabularies, a depositor; returns the depositor's token."""
    db.create_all()
    list(current_search.create(ignore=[400]))
    db.session.add(Location(name="default", uri=str(folder / "files"), default=True))
    (folder / "files").mkdir(exist_ok=True)
    depositor = current_datastore.create_user(
        email="depositor@example.org", username="depositor", active=True
    )
    current_datastore.activate_user(depositor)
    db.session.commit()
    reading.create_iterator = trimmed(reading.create_iterator)
    skip_large()
    PrioritizedVocabulariesFixtures(
        system_identity,
        app_data_folder=folder / "app_data",
        pkg_data_folder=Path(reading.__file__).parent / "data",
        delay=False,
    ).load()
    token = Token.create_personal("tests", depositor.id, scopes=["user:email"])
    db.session.commit()
    get_identity(depositor)
    current_search.flush_and_refresh("*")
    return str(token.access_token)


def skip_large() -> None:
    """The vocabularies of persons, bodies and such get their type, and no entries."""
    for entry in (reading.VocabularyEntry, reading.GenericVocabularyEntry):
        entry.iterate = sparing(entry.iterate)


def sparing(whole):
    """The entries of a vocabulary, none of those that are skipped."""
    return lambda self, ignore: iter(()) if self._id in SKIPPED else whole(self, ignore)


def main() -> None:
    """Fill and serve."""
    folder = Path(os.environ["INVENIO_INSTANCE_PATH"])
    application = create_app()
    with application.app_context():
        current_app.logger.info("filling")
        token = fill(folder)
    host, port = os.environ["ARCHIVE_URL"].removeprefix("http://").split(":")
    server = make_server(host, int(port), application, threaded=True)
    Path(os.environ["ARCHIVE_TOKEN"]).write_text(token, encoding="ascii")
    server.serve_forever()


if __name__ == "__main__":
    main()
