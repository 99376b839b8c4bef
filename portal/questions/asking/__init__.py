"""Here are the parts of a question. Which plan do they make?"""
