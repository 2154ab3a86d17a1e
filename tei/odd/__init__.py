"""Customisations of TEI: ODD documents, compiled to schemas and documentation."""
