"""What writes the files of the project that are made, not written: samples and pictures."""
