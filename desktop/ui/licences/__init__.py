"""The licences of all that the program is made of."""
