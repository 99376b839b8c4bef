"""How are plans and answers written as JSON, and read back?"""
