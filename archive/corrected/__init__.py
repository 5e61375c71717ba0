"""A person's word over the machine's; pure."""
