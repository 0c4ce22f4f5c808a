"""Makes files of a dataset out of tables of others."""
