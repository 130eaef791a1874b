"""Line splitting of generated modules as black does it."""
