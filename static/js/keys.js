// Ctrl+Enter, and how many characters are left.
(() => {
  "use strict";

  const REACHABLE = "a[href], button, input, select, textarea, summary";

  const mainButtonFrom = (place) => {
    const here = place.closest("form, [data-pane]");
    if (here) return here.querySelector("[data-primary]");
    return place.closest(REACHABLE) ? null : document.querySelector("[data-pane] [data-primary]");
  };

  // Presses the button the focus is on, else the [data-primary] one of the form or the pane the focus is in, else, when
  // the focus is nowhere, of the page's pane. When a reason has been written, the intended button is not the usual one:
  // that one gets the focus, nothing is guessed.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return; // typing Vietnamese
    const place = document.activeElement;
    const chosen = place.form && place.type === "submit" ? place : null;
    const primary = chosen ?? mainButtonFrom(place);
    if (!primary) return;
    event.preventDefault();
    if (event.repeat) return; // a key held down must not judge forty items
    if (chosen) {
      chosen.click();
      return;
    }
    const reason = primary.form.querySelector("[data-reason]");
    const whenReason = primary.form.querySelector("[data-when-reason]");
    if (reason?.value.trim() && whenReason) whenReason.focus();
    else primary.click();
  });

  // Counts as the server does: characters of the composed form, a line break as one. Reads the value, never writes it.
  const count = (area) => {
    const note = document.getElementById(`${area.id}-count`);
    if (!note) return;
    const most = Number(area.dataset.most);
    const left = most - [...area.value.normalize("NFC")].length;
    note.classList.toggle("o__dem--qua", left < 0);
    if (left < 0) note.textContent = `Thừa ${-left} ký tự, tối đa ${most}`;
    else if (left < most) note.textContent = `Còn ${left} ký tự`;
    else note.textContent = `Tối đa ${most} ký tự`;
  };

  const countAll = (root) => root.querySelectorAll("textarea[data-most]").forEach(count);

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-most]")) count(event.target);
  });
  document.addEventListener("htmx:afterSettle", (event) => countAll(event.target));
  countAll(document);
})();
