"""Rules as dated data, each with its law, and the small readers for them."""
