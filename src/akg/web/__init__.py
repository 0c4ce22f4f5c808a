"""The explorer: one page that shows the graph, as a file of its own or served to this machine's browser."""
