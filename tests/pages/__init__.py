"""The pages: read without a browser, then walked with one."""
