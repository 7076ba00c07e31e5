"""What all recipes share: `jobs` for any job, `prep` for data preparation, `train`, `tiny` and `gpt` for training."""
