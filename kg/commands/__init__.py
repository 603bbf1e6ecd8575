"""The command line by noun: each module adds its commands to `kg`. Thin; beside `__main__` it alone prints."""
