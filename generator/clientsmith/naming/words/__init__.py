"""Words: text of a document split, classified and joined to Python identifiers."""
