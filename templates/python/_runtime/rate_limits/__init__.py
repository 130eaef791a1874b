"""Rate limits that the server reports, and a limiter that keeps to them."""
