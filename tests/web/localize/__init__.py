"""The doctor's page, from weak muscles to nerves."""
