// The queue: a decision brings the next registration under the same buttons, and the list shows which one is open.
(() => {
  "use strict";

  const READ_FIRST = 700; // ms: the second press of an impatient finger must not judge what nobody has read
  let timer;

  const pause = (pane) => {
    pane.dataset.fresh = "";
    clearTimeout(timer);
    timer = setTimeout(() => delete pane.dataset.fresh, READ_FIRST);
  };

  // Before htmx hears of it. Ctrl+Enter presses buttons too, so it comes by here as well.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-fresh] button")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  const showWhichIsOpen = (pane) => {
    const open = pane.querySelector("[data-item]")?.dataset.item;
    for (const link of document.querySelectorAll("[data-queue] a")) {
      if (link.closest("li").dataset.item === open) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const pane = event.target.closest("[data-pane]");
    if (!pane) return;
    pause(pane);
    showWhichIsOpen(pane);
  });
})();
