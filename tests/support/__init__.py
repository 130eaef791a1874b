"""What several tests need: public documents, clients generated in passing, type checkers."""
