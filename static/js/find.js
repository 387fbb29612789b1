// "/" goes to the search box, where no other field is being typed in; and a box that has asked does not ask again.
(() => {
  "use strict";

  const TYPED_IN = "input, select, textarea, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const box = document.querySelector("[data-find]");
    if (!box || document.activeElement?.matches(TYPED_IN)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // What is typed asks by itself, a moment after the last key, in the box its form listens to: the first (hx_search in
  // macros/htmx.html). To leave it would ask once more, and the answer would close what was opened below the list.
  const LISTENING = "form[hx-trigger*='find input[type=search]']";
  const leave = (event) => {
    const heard = event.target.closest?.(LISTENING)?.querySelector("input[type=search]");
    if (heard && heard === event.target) event.stopPropagation();
  };
  document.addEventListener("change", leave, true);
})();
