"""Issues that a form of the forge made → changes of the content, for people who edit no files.

body (text → answers) → fields (answers → data) → changes (data → files, checked, or nothing at all).
"""
