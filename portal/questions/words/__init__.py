"""Which words may stand in a question, and what can each mean?"""
