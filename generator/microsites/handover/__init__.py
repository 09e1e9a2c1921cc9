"""When people change posts: who owns what, what runs out, what is waiting, how the common things are done (Japanese)."""
