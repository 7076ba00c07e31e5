# /// script
# requires-python = ">=3.9"
#
# [tool.runspec]
# schema = "1"
# name = "nano3/data/prep/pretrain"
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
# data = "nano3-pretrain-data"
#
# [tool.runspec.files]
# keys = ["data.path"]
# ///
"""Prepares the data of nano3/pretrain: the user's rows, or rows out of Python's own documentation."""

from common.prep.main import main

if __name__ == "__main__":
    main("pretrain")
