"""What takes longer than a page may, and how does it stand?"""
