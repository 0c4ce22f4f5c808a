"""Still pictures of answers, as SVG: for a report, without a browser, and without anything from outside."""
