# /// script
# requires-python = ">=3.9"
#
# [tool.runspec]
# schema = "1"
# name = "super3/data/prep/sft"
# image = "python:3.12-slim-bookworm"
#
# [tool.runspec.run]
# launch = "direct"
#
# [tool.runspec.config]
# dir = "./config/data_prep"
# default = "tiny"
#
# [tool.runspec.resources]
# nodes = 1
# gpus_per_node = 0
#
# [tool.runspec.source]
# include = ["data_prep.py", "config/data_prep", "../../common/__init__.py", "../../common/jobs", "../../common/prep"]
#
# [tool.runspec.outputs]
# data = "super3-sft-data"
#
# [tool.runspec.files]
# keys = ["data.path"]
# ///
"""Prepares the data of super3/sft: the user's rows, or rows out of Python's own documentation."""

from common.prep.main import main

if __name__ == "__main__":
    main("sft")
