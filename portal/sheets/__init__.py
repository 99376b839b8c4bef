"""What does a page list, draw and give to take away?"""
