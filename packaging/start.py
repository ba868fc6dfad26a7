"""Where the frozen program begins; in a checkout it is `python -m desktop`."""

import sys
from multiprocessing import freeze_support

from desktop.__main__ import main

if __name__ == "__main__":
    freeze_support()  # a frozen program starts itself again for every worker
    sys.exit(main())
