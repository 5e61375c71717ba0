"""The bytes of a PDF: its lines with their places, its pages as pictures."""
