"""The main job on real screens with real key presses."""
