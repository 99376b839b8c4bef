"""Here are reports. Make them findable, by words, by meaning, by number."""
