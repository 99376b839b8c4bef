"""One module a page: read the address, ask the library once, hand the result to the widgets."""
