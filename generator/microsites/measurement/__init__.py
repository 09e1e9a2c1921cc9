"""Tracking plan and providers to what each page and each element must carry."""
