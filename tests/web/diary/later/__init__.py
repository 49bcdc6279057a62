"""The diary's migrations as a later version might have them."""
