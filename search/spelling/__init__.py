"""What may have been meant by what was typed: pure look-ups by sound and shape, no index, no Django."""
