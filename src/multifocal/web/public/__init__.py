"""The public mode: anybody may read, nobody signs in, nothing is stored.

`door` stands before Django and decides what reaches it; `compute` keeps the processes that
simulate; `mode` is what the command line set, and what it refuses.
"""
