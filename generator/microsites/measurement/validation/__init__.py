"""Contradictions between content, tracking plan and providers: one module for each kind."""
