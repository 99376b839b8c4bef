"""One module a page: read the address, ask the library once, hand the result to the widgets."""

# In the order of the head; each is the name of a module here, of an address and of a title in the messages.
PAGES = ("search", "ask", "measures", "report", "compare", "checks", "library")
