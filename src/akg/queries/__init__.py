"""The questions that akg answers, each a module over the reading interface."""
