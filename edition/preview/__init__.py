"""Preview: the web edition on this computer, built anew whenever something changes."""
