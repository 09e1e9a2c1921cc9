"""Model and plan to rendered pages: body, head data, structured data, styles and scripts."""
