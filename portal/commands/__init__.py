"""The commands by subject; each imports what it needs when it runs, so that a search waits for nothing else."""
