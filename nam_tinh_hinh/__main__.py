"""The program's one entrance, as ``nam-tinh-hinh`` and, where no script was installed, ``python -m nam_tinh_hinh``."""

from nam_tinh_hinh.loading import for_good


def main() -> None:
    """Load the command line and run it."""
    with for_good():
        from nam_tinh_hinh.cli import main as command_line
    command_line()


if __name__ == "__main__":
    main()
