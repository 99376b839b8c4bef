"""What the sample reports state, and how they print it: figures, wording, mess, and the truth beside them."""
