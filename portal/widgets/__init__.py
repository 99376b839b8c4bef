"""Pieces of pages: pure functions from data to markup (markup*.py), the address (links.py), and native widgets."""
