"""How ranks add up their gradients: a star of TCP connections around rank 0, at MASTER_ADDR:MASTER_PORT."""
