"""The report proper out of a received text: furniture, noise and damage set aside, cut lines joined."""
