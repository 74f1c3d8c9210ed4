"""The list of memos, and writing one."""
