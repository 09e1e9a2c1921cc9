"""What the program says, in the language of who reads it: messages that know what they were made from, and catalogues."""
