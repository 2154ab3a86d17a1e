"""DataCite Metadata Schema 4.6 as data: what its XML and its JSON both say.

Source: https://datacite-metadata-schema.readthedocs.io/en/4.6/
"""

from __future__ import annotations

from typing import Any

from edition.deposit.record import Agent, Funder, Identifier, Person, Record, Text
from edition.deposit.requiring import require
from edition.deposit.roles import role
from edition.deposit.serialising import filled

SCHEMES = {"orcid": "ORCID", "gnd": "GND", "isni": "ISNI", "viaf": "VIAF", "ror": "ROR"}
SCHEMES["wikidata"] = "Wikidata"
ADDRESSES = {
    "ORCID": "https://orcid.org/",
    "GND": "https://d-nb.info/gnd/",
    "ISNI": "https://isni.org/",
    "VIAF": "https://viaf.org/",
    "ROR": "https://ror.org/",
    "Wikidata": "https://www.wikidata.org/",
}
RELATED = {"doi": "DOI", "handle": "Handle", "ark": "ARK", "urn": "URN", "purl": "PURL"}
RELATED |= {"isbn": "ISBN", "issn": "ISSN", "url": "URL"}
DATES = {"issued": "Issued", "created": "Created", "updated": "Updated", "collected": "Collected"}
# The controlled lists that deposit.toml chooses from.
RESOURCE_TYPES = (
    *("Audiovisual", "Award", "Book", "BookChapter", "Collection", "ComputationalNotebook"),
    *("ConferencePaper", "ConferenceProceeding", "DataPaper", "Dataset", "Dissertation"),
    *("Event", "Image", "Instrument", "InteractiveResource", "Journal", "JournalArticle"),
    *("Model", "OutputManagementPlan", "PeerReview", "PhysicalObject", "Preprint"),
    *("Project", "Report", "Service", "Software", "Sound", "Standard", "StudyRegistration"),
    *("Text", "Workflow", "Other"),
)
RELATIONS = (
    *("IsCitedBy", "Cites", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy"),
    *("Continues", "IsNewVersionOf", "IsPreviousVersionOf", "IsPartOf", "HasPart"),
    *("IsPublishedIn", "IsReferencedBy", "References", "IsDocumentedBy", "Documents"),
    *("IsCompiledBy", "Compiles", "IsVariantFormOf", "IsOriginalFormOf", "IsIdenticalTo"),
    *("HasMetadata", "IsMetadataFor", "Reviews", "IsReviewedBy", "IsDerivedFrom"),
    *("IsSourceOf", "Describes", "IsDescribedBy", "HasVersion", "IsVersionOf", "Requires"),
    *("IsRequiredBy", "Obsoletes", "IsObsoletedBy", "Collects", "IsCollectedBy"),
    *("HasTranslation", "IsTranslationOf"),
)
TYPE = "Text"  # a TEI document is text; deposit.toml may say more
GENRE = "Digital edition"


def attributes(record: Record) -> dict[str, Any]:
    """The record in the terms of DataCite's JSON; what is empty is left out.

    Raises Problem("metadata-incomplete") where a mandatory property is missing.
    """
    require(record, "DataCite metadata", "title", "creators", "publisher", "publication_date")
    others = (one for one in record.identifiers if one.scheme != "doi")
    return dict(
        filled(
            {
                "doi": record.doi,
                "creators": [agent(one) for one in record.creators],
                "titles": titles(record),
                "publisher": {"name": record.publisher.name, **_publisher(record)},
                "publicationYear": record.year,
                "types": {
                    "resourceTypeGeneral": str(record.resource_type) or TYPE,
                    "resourceType": str(record.genre) or GENRE,
                },
                "subjects": [_subject(record, number) for number in range(len(record.subjects))],
                "contributors": [
                    {**agent(one), "contributorType": role(one.role)} for one in record.contributors
                ],
                "dates": [
                    {"date": one.value, "dateType": DATES[one.kind]}
                    for one in (record.publication_date, *record.dates)
                ],
                "language": record.language,
                "alternateIdentifiers": [_alternate(one) for one in others],
                "relatedIdentifiers": [
                    {
                        "relatedIdentifier": _related(one.identifier),
                        "relatedIdentifierType": RELATED[one.identifier.scheme],
                        "relationType": one.relation,
                    }
                    for one in record.related
                    if one.identifier.scheme in RELATED
                ],
                "sizes": [one.value for one in record.extent],
                "formats": ["application/tei+xml"],
                "version": str(record.version),
                "rightsList": [_rights(record)],
                "descriptions": [_text("description", record.description, "Abstract")],
                "fundingReferences": [_funder(one) for one in record.funders],
                "schemaVersion": "http://datacite.org/schema/kernel-4",
            }
        )
    )


def agent(one: Agent) -> dict[str, Any]:
    """A creator or contributor."""
    person = isinstance(one, Person)
    return {
        "name": one.name,
        "nameType": "Personal" if person else "Organizational",
        "givenName": getattr(one, "given", ""),
        "familyName": getattr(one, "family", ""),
        "nameIdentifiers": [
            {
                "nameIdentifier": found.url or found.value,
                "nameIdentifierScheme": SCHEMES[found.scheme],
                "schemeUri": ADDRESSES[SCHEMES[found.scheme]],
            }
            for found in one.identifiers
        ],
        "affiliation": [{"name": getattr(one, "affiliation", "")}],
    }


def titles(record: Record) -> list[dict[str, str]]:
    """The title, then the others with their types."""
    main = _text("title", record.title)
    subtitles = [_text("title", one, "Subtitle") for one in record.subtitles]
    others = [
        _text("title", one, "TranslatedTitle" if one.language else "AlternativeTitle")
        for one in record.alternatives
    ]
    return [main, *subtitles, *others]


def _text(name: str, text: Text, kind: str = "") -> dict[str, str]:
    if not text:
        return {}
    return {name: text.value, f"{name}Type": kind, "lang": text.language}


def _publisher(record: Record) -> dict[str, str]:
    if not record.publisher.ror:
        return {}
    return {
        "publisherIdentifier": f"https://ror.org/{record.publisher.ror}",
        "publisherIdentifierScheme": "ROR",
        "schemeUri": "https://ror.org/",
    }


def _subject(record: Record, number: int) -> dict[str, str]:
    one = record.subjects[number]
    return {
        "subject": one.term,
        "schemeUri": one.scheme,
        "valueUri": one.url,
        "lang": one.language,
    }


def _alternate(one: Identifier) -> dict[str, str]:
    kind = RELATED.get(one.scheme, one.scheme)
    return {"alternateIdentifier": one.url or one.value, "alternateIdentifierType": kind}


def _related(one: Identifier) -> str:
    """Bare for DOIs and the like, the address for what is one."""
    return one.url if one.scheme in ("url", "purl") else one.value


def _rights(record: Record) -> dict[str, str]:
    licence = record.licence
    found = {"rights": licence.name or licence.spdx, "rightsUri": licence.url}
    if licence.spdx:
        found["rightsIdentifier"] = licence.spdx
        found["rightsIdentifierScheme"] = "SPDX"
        found["schemeUri"] = "https://spdx.org/licenses/"
    return found


def _funder(one: Funder) -> dict[str, str]:
    found = {
        "funderName": one.name,
        "awardNumber": one.award_number,
        "awardTitle": one.award_title,
        "awardUri": one.award_url,
    }
    if one.identifier is not None:
        found["funderIdentifier"] = one.identifier.url or one.identifier.value
        found["funderIdentifierType"] = _funder_type(one.identifier)
    return found


def _funder_type(one: Identifier) -> str:
    if one.scheme == "doi" and one.value.startswith("10.13039/"):
        return "Crossref Funder ID"
    return SCHEMES[one.scheme] if one.scheme in ("ror", "isni") else "Other"
