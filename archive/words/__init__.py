"""What the words of a letter, a release or a report say; pure."""
