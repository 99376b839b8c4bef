"""How is a plan or a figure said in words?"""
