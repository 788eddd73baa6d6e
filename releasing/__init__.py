"""What a release is made of beside the program: its packages and licences, its pages."""
