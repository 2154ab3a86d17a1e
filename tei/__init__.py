"""From plain text to TEI, and validation: a library that knows no command line."""
