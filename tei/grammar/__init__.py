"""RELAX NG grammars: read, simplified, shown to people, and matched against documents."""
