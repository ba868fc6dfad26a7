"""The screen of settings: how the program looks, who may open the workspace, its backups."""
