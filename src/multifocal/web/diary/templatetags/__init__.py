"""What the diary's templates may ask for."""
