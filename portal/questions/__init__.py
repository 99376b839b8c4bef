"""Here is a question. What does it ask, and what do the cells say? From words to plan to computed answer."""
