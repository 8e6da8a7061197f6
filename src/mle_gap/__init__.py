"""How far a person is from being a machine learning engineer, and what to learn next."""

__version__ = "0.1.0"
