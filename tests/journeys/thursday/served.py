"""A demonstration served to a browser, whose clock a test moves: ``python -m tests.journeys.thursday.served PORT DIR``.

Each request is answered at the moment that the file ``moment`` of the folder says. The program itself has no such door.
"""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import waitress

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.kernel import clock

MOMENT = "moment"


def main(port: int, folder: Path) -> None:
    """Serve the filled folder until ended, without the program's own work beside it, which goes by the real clock."""
    app = create_app(demo_settings(folder, "127.0.0.1"))

    def at_the_moment(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        with clock.stopped_at(datetime.fromisoformat((folder / MOMENT).read_text("utf-8"))):
            return app(environ, start)

    waitress.serve(at_the_moment, host="127.0.0.1", port=port, threads=8, clear_untrusted_proxy_headers=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
