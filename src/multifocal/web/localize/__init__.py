"""`/localize`: from weak muscles back to nerves, for doctors."""
