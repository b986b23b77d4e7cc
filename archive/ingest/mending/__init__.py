"""What damaged words may have read: proposals, never written over the text."""
