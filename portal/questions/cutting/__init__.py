"""Which part of a question is each of its words?"""
