"""Pieces of forms that would cost a template too much: a list of a hundred and fifty councils."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape


def options(choices: Mapping[str, str], chosen: str | None, every: str) -> Markup:
    """The options of a menu. `every`: what choosing none means."""
    told = [f'<option value="">{escape(every)}</option>']
    for value, words in choices.items():
        selected = " selected" if value == chosen else ""
        told.append(f'<option value="{escape(value)}"{selected}>{escape(words)}</option>')
    return Markup("\n".join(told))  # noqa: S704 - each piece was escaped
