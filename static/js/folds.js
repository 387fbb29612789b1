// <details>: menus close when one looks elsewhere; filters and the queue's list fold on a narrow screen.
// The strip of tabs, one line on a phone, is pushed so far that the current tab can be seen.
(() => {
  "use strict";

  const closeMenus = (except) =>
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement.closest("details[data-menu][open]");
    closeMenus();
    menu?.querySelector("summary").focus();
  });

  // Without JavaScript they stay open: nothing is out of reach.
  const narrow = window.matchMedia("(max-width: 35.99rem)");
  const narrowQueue = window.matchMedia("(max-width: 61.99rem)");
  const fold = (root) =>
    root.querySelectorAll("details[data-fold]").forEach((box) => {
      box.open = !(box.dataset.fold === "queue" ? narrowQueue : narrow).matches;
    });

  for (const width of [narrow, narrowQueue]) width.addEventListener("change", () => fold(document));
  document.addEventListener("htmx:afterSettle", (event) => fold(event.target));
  fold(document);

  const current = document.querySelector(".the-muc [aria-current]");
  if (current) {
    const strip = current.closest("ul");
    const before = parseFloat(getComputedStyle(strip).scrollPaddingInlineStart) || 0;
    strip.scrollLeft += current.getBoundingClientRect().left - strip.getBoundingClientRect().left - before;
    // A tab half cut off counts as seen for the browser: by the keyboard it comes in whole.
    strip.addEventListener("focusin", (event) => event.target.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }
})();
