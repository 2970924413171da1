"""dutygraph: who is supervised by nobody, and who answered for this enterprise on that day."""
