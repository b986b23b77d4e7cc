"""What a report is: its metadata gathered from the page around it, its text and its container."""
