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

  // Single letters only open things, and only while the focus rests in the pane and in no field.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const pane = document.activeElement.closest("[data-pane]");
    if (!pane || document.activeElement.matches("input, select, textarea")) return;
    const wanted = [...pane.querySelectorAll("[data-letter]")].find((way) => way.dataset.letter === event.key.toLowerCase());
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });

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
