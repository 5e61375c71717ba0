"""When things run, and the `ofsted-letters` command."""
