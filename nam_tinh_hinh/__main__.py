"""``python -m nam_tinh_hinh``: the command line where no script was installed."""

from nam_tinh_hinh.cli import main

main()
