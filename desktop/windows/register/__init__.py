"""The register: all that a plan holds beside its activities and meetings, as a tree and as tables."""
