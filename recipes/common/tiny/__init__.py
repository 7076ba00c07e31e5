"""A small language model and its data-parallel training in pure Python: seconds on two cores, nothing to install."""
