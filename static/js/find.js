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

  // What is typed asks by itself, a moment after the last key. To leave the box would ask once more, and the answer
  // would close what was opened meanwhile below the list.
  const leave = (event) => {
    if (event.target.matches?.("form[hx-get] input[type=search]")) event.stopPropagation();
  };
  document.addEventListener("change", leave, true);
})();
