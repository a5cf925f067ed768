"""What can be typed after `tracker`: a module and a function of that name a command."""
