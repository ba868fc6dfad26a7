"""The first screen: how far we are, what needs me, what is due."""
