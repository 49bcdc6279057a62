"""People who use the site. An own user model stands before the first migration."""
