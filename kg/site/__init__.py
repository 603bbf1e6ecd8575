"""Views → files: pages in the shell, exports, search. The only door of Jinja."""
