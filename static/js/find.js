// "/" goes to the search box, where no other field is being typed in.
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
})();
