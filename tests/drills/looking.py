"""A browser that opens a page and notes everything that is wrong with it: dialogs, complaints, strangers, WCAG."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
# The colours of a page are the same at every width, and judging them is most of the work.
RUN = """async ([tags, colours]) => (await axe.run(document, {resultTypes: ["violations"],
  rules: {"color-contrast": {enabled: colours}}, runOnly: {type: "tag", values: tags}})).violations.map(
  one => [one.id, one.nodes[0].html.slice(0, 200), one.nodes[0].failureSummary.slice(0, 300), one.nodes.length])"""


@dataclass
class Looker:
    """One person's page in the browser. ``noted`` are the faults of behaviour, ``barred`` those of access for all."""

    page: Any
    axe: str
    noted: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    asked: int = 0

    def watch(self) -> "Looker":
        """Begin to note; return the looker itself."""
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self._note(f"script error {error}"))
        self.page.on("console", lambda line: self._note(line.text) if line.type in ("error", "warning") else None)
        self.page.on("request", self._request)
        return self

    def open(self, address: str, sizes: tuple[dict[str, int], ...] = (DESK, PHONE)) -> None:
        """Open the page and judge it at each size."""
        self.page.set_viewport_size(sizes[0])
        self.page.goto(address)
        self.page.evaluate(self.axe)
        for size in sizes:
            self.page.set_viewport_size(size)
            for rule, where, why, many in self.page.evaluate(RUN, [RULES, size is sizes[0]]):
                self.barred.append(f"{urlsplit(self.page.url).path} {size['width']}: {rule} {many} x {where} {why}")

    def _dialog(self, dialog: Any) -> None:
        self._note(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        self.asked += 1
        here, there = urlsplit(self.page.url), urlsplit(request.url)
        if there.scheme != "data" and here.netloc and there.netloc != here.netloc:
            self._note(f"request to {request.url}")

    def _note(self, words: str) -> None:
        self.noted.append(f"{urlsplit(self.page.url).path}: {words}")
