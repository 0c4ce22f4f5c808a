"""akg: a knowledge graph in plain text, every answer dated, sourced, and honest about doubt."""

__version__ = "0.1.0"
