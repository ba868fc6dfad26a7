"""QR codes as small pictures that a paper or a page can hold."""

import segno

DOT = 8  # pixels a module: stays sharp on paper
QUIET = 2  # modules around it


def picture(text: str) -> str:
    """A QR code of `text` as a PNG in a `data:` address."""
    return str(segno.make(text, error="m", micro=False).png_data_uri(scale=DOT, border=QUIET))
