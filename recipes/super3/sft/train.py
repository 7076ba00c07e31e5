"""Fine-tunes Nemotron 3 Super: supervised answers to instructions, the loss on the answers only."""

from common.train.main import main

if __name__ == "__main__":
    main("sft")
