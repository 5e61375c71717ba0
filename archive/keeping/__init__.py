"""That the archive stays whole, safe and in step with itself, and what it says of its own state."""
