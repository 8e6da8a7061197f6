"""Everything that is read or written, as frozen pydantic models."""
