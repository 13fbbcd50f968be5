"""The door: `python build.py` builds everything; the commands are those of `onrecord`."""

import sys

if __name__ == "__main__":
    try:
        from onrecord.__main__ import main

        main(prog_name="build.py")
    except ModuleNotFoundError as error:
        print(
            f"{error.name} is not installed for this Python: run `make` once, then "
            ".venv/bin/python",
            *sys.argv,
            file=sys.stderr,
        )
        sys.exit(3)
