// "Đang lưu…" when an answer takes longer than 300 ms, and one sending at a time.
(() => {
  "use strict";

  const WORD_AFTER = 300; // ms
  const RELEASE_AFTER = 10000; // ms: an answer may be a file, after which this page simply stays
  const waiting = new Map(); // form or link -> how to end its waiting

  const begin = (element, button) => {
    end(element);
    const isPost = element.method === "post" || element.hasAttribute("hx-post");
    const word = document.createElement("span");
    word.className = "dang-lam";
    word.textContent = element.dataset.busy || (isPost ? "Đang lưu…" : "Đang tải…");
    element.setAttribute("aria-busy", "true");
    const timer = setTimeout(() => (button ?? element).after(word), WORD_AFTER);
    waiting.set(element, () => {
      clearTimeout(timer);
      word.remove();
      element.removeAttribute("aria-busy");
    });
  };

  const end = (element) => {
    waiting.get(element)?.();
    waiting.delete(element);
  };

  const mainButton = (form) => form.querySelector?.("[data-primary]") ?? form.querySelector?.("button:not([type=button])");

  // A plain form: the second press of an impatient finger does nothing. The button is never disabled,
  // so its name and value are sent and it still works when the person comes back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return; // htmx has taken it, or it only asks
    if (event.submitter?.formTarget === "_blank") return; // the answer opens elsewhere, this page goes on
    if (waiting.has(form)) {
      event.preventDefault();
      return;
    }
    begin(form, event.submitter ?? mainButton(form));
    setTimeout(() => end(form), RELEASE_AFTER);
  });

  window.addEventListener("pageshow", () => [...waiting.keys()].forEach(end));

  document.addEventListener("htmx:beforeRequest", (event) => {
    const element = event.detail.elt;
    begin(element, event.detail.requestConfig?.triggeringEvent?.submitter ?? mainButton(element));
  });
  document.addEventListener("htmx:afterRequest", (event) => end(event.detail.elt));
})();
