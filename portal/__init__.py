"""Here is a question. Answer it, on the web and on the command line, and show where the answer stands."""
