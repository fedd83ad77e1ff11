"""What made the score of one post: one file an output."""
