"""The check room: an output tree goes in, parsed documents, rules and findings come out.

It judges the files that lie there, against the manifest that was computed from the model, and imports
nothing of what built them.  The one entrance is :func:`microsites.check.runner.check_directory`.
"""
