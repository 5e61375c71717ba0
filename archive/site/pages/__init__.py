"""Our pages in front of Datasette, a module for each: it reads its rows, marks its texts and
fills a template."""
