"""Here is a file. Which report is it, and what does it state?"""
