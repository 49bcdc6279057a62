"""The site at home: for one's own phone, by TLS, on one private address."""
