"""Everything that is kept, and what we make of it. Nothing in here touches the network."""
