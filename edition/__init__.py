"""What a person runs: projects, transforms, editions and the command line."""
