"""Keys, boxes, tickets and receipts: the cryptography of the sealed door. Pure."""
