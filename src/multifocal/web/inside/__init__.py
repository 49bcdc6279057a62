"""`/inside`: the way from brain to hand, and a nerve that the visitor attacks."""
