"""Trains by reinforcement Nemotron 3 Super: policy gradient on answers that a program can verify."""

from common.train.main import main

if __name__ == "__main__":
    main("rl")
