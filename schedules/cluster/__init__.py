"""A night on several machines, with Dask as what holds them together; the archive has one writer.

batches      which sources go together, so that no host is with two workers at once; pure
parcels      what goes to a worker and comes back: files as bytes, with their checksum
at_worker    what a worker does: the ordinary crawl in a slice of the archive; what is new goes back
crawling     the writer of a night: cuts, sends, keeps what comes
brought      what has come, merged: at once, or by whoever comes after a writer that was killed
executor     reading, linking and checking on the workers, through `concurrent.futures`
connection   where the cluster is, and what to do when it is not
"""
