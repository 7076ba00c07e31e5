"""Pre-trains Nemotron 3 Nano: next-token prediction on running text."""

from common.train.main import main

if __name__ == "__main__":
    main("pretrain")
