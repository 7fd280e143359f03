"""`python -m icmap` is `icmap`."""

from icmap.cli import main

if __name__ == "__main__":
    main()
