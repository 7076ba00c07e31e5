"""A GPT in PyTorch (1.13 or newer), trained data-parallel with DDP or FSDP. Only this package imports torch."""
