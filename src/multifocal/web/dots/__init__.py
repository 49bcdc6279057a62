"""`/dots`: what is hard for you, the muscles that it needs, and the nerves that these share."""
