"""Here is a plan. What do the cells, the findings and the sentences of the reports come to?"""
