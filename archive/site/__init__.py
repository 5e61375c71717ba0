"""What journalists see: Datasette, with our pages in front. Reads only."""
