"""What the replica is to show, read from a YAML file and checked before anything is served.

Reads files, never the network. `load_manifest` is the one way in. Beyond `docs/design.md`, section
6, a manifest may have

    delay           seconds that every answer takes
    authorities     a list of facts on authorities: urn, name, slug, aliases, gss_code, la_code,
                    region, type, statistical_neighbours
    of a document   `letter:` in place of `pdf:`, a source that `letter_pdf` prints; `link_form:`,
                    how the link is written (`records.LINK_FORMS`)
    of a source     `id:`; `feed:`, an address; `crawl_delay:`, seconds in its robots.txt; its
                    `authority:` may be a list
    of a page       `banner:`, the words of the picture above it; `byline:`; `links:`
    of a fault      `clean:` (a body cut short says its own length), `size:` (so many bytes),
                    `gzip:` (its body goes out compressed),
                    `headers:`
    of any of them  `from_night:` and `until_night:`, both included (sources apart); the same
                    address or file may stand twice, on different nights
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from crawler.replica.addresses import page_key
from crawler.replica.manifest_entry import Entry, ManifestError, Nights
from crawler.replica.manifest_sections import read_authorities, read_fault, read_provider
from crawler.replica.manifest_sources import read_sources
from crawler.replica.records import Manifest

# The C loader where PyYAML has it: a manifest of every authority takes seconds with the other.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

BUNDLED_MANIFEST = Path(__file__).parent / "world" / "manifest.yml"


def load_manifest(path: Path | str) -> Manifest:
    """Read and check a manifest; paths in it are relative to it.

    Raises ManifestError, one sentence that names the entry, for anything that cannot be served.
    """
    path = Path(path)
    top = Entry(path.name, _yaml(path), path.parent)
    authorities = read_authorities(top)
    providers = tuple(read_provider(e) for e in top.entries("providers", "provider"))
    names = {a["urn"]: a["name"] for a in authorities} | {p.urn: p.name for p in providers}
    manifest = Manifest(
        night=top.whole("night", 1, least=1) or 1,
        providers=providers,
        sources=read_sources(top, names),
        faults=tuple(read_fault(e) for e in top.entries("faults", "fault")),
        authorities=authorities,
        delay=top.seconds("delay"),
    )
    top.done()
    _check_one_at_a_time(manifest)
    return manifest


def _yaml(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _LOADER) or {}  # noqa: S506
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} is not YAML: {' '.join(str(error).split())}.") from error


def _check_one_at_a_time(manifest: Manifest) -> None:
    """The same file or page may stand twice, but never twice on the same night."""
    documents = [(f"file {d.file}", d.nights) for p in manifest.providers for d in p.documents]
    pages = [(page_key(page.url), page.nights) for s in manifest.sources for page in s.pages]
    for name, nights in _clashes([*documents, *pages]):
        raise ManifestError(f"{name}: two entries are both there on night {nights.first}.")


def _clashes(entries: Iterable[tuple[str, Nights]]) -> Iterable[tuple[str, Nights]]:
    seen: dict[str, list[Nights]] = {}
    for name, nights in entries:
        if any(nights.overlap(other) for other in seen.get(name, [])):
            yield name, nights
        seen.setdefault(name, []).append(nights)
