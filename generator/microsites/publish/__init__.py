"""Built sites to their hosts: what each is told about headers and redirects, what goes first, what is refused."""
