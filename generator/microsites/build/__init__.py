"""The portfolio's build: which sites, in which process, what is kept, how a tree is swapped in."""
