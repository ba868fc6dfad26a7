"""Lists that communes keep in Excel: what their columns, rows and cells mean. Pure."""
