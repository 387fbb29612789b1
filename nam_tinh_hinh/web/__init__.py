"""What belongs to no business matter: home, help, errors, navigation, headers."""
