"""What a received file is, and its bytes as text: kinds, archives, encodings."""
