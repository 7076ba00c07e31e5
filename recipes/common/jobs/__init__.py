"""What preparation and training both need: errors, configuration, artifacts, safe files. Standard library only."""
