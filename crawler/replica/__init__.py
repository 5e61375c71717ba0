"""A local web server with the shapes of the real sites, filled from a manifest.

No test and no newcomer needs the internet: `load_manifest` reads what there is to see,
`serving` shows it from a background thread, `run` until it is stopped. The server never fetches
anything, and nothing outside this package depends on how its pages are made.
"""

from crawler.replica.manifest import BUNDLED_MANIFEST, load_manifest
from crawler.replica.manifest_entry import ManifestError
from crawler.replica.records import Document, Fault, Manifest, NewsPage, NewsSource, Provider
from crawler.replica.server import run, serving

__all__ = [
    "BUNDLED_MANIFEST",
    "Document",
    "Fault",
    "Manifest",
    "ManifestError",
    "NewsPage",
    "NewsSource",
    "Provider",
    "load_manifest",
    "run",
    "serving",
]
