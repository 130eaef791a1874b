"""Operations of the API by resource; modules are imported on first use."""
