"""The user model."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """One person. Django's own fields for now; an own model from the start, because Django
    cannot change the user model once data exist.
    """
