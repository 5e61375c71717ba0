"""Everything that touches the network. A source knows where, a spider how to walk, a page how to
read."""
