"""Reads, links and checks what is new, in order."""
