"""The graph compiled to one file, which a query reads through mmap by the standard library alone."""
