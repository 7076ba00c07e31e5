"""What both trainers share: rank environment, settings, examples, batches, records of a run."""
