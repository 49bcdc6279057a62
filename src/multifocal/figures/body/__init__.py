"""The body from near and far: to choose on, with the dots of the story, with a marked nerve."""
