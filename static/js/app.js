// Where the focus goes after an answer, and what is said when no answer came.
(() => {
  "use strict";

  const alarm = document.getElementById("bao-loi");

  const focusOn = (root) => {
    const wanted = "[data-error-summary], [data-focus]";
    const place = root.matches?.(wanted) ? root : root.querySelector?.(wanted);
    if (!place) return;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus();
  };

  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // htmx: a swapped-in pane or error summary takes the focus. Boxes that must not steal it carry neither attribute.
  document.addEventListener("htmx:afterSettle", (event) => focusOn(event.target));

  const say = (text) => {
    const line = document.createElement("p");
    line.textContent = text;
    alarm.replaceChildren(line);
  };

  // What only asks, though by POST so that the words stand in no address, carries data-asks.
  const isSave = (event) => event.detail.requestConfig?.verb !== "get" && !event.detail.elt?.matches?.("[data-asks]");

  // The server's own words for a refusal, when the answer is our error fragment or error page.
  const reasonIn = (xhr) => {
    if (!xhr?.responseText) return "";
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    return page.querySelector("[data-error-text]")?.textContent.trim() ?? "";
  };

  // What saves itself says in its own place how it went: it neither raises nor clears the alarm of what was pressed.
  const isQuiet = (event) => event.detail.elt?.matches?.("[data-quiet]");

  const failed = (event, why) =>
    isQuiet(event) || say(`${isSave(event) ? "Không lưu được - chữ của bạn vẫn còn." : "Không tải được."} ${why}`);

  document.addEventListener("htmx:responseError", (event) =>
    failed(event, reasonIn(event.detail.xhr) || "Máy chủ đang gặp trục trặc, chờ một phút rồi bấm lại."));
  document.addEventListener("htmx:sendError", (event) =>
    failed(event, "Không gọi được máy chủ: xem lại dây mạng hoặc Wi-Fi rồi bấm lại."));
  document.addEventListener("htmx:timeout", (event) =>
    failed(event, "Máy chủ trả lời quá lâu, chờ một phút rồi bấm lại."));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && !isQuiet(event)) alarm.replaceChildren();
  });
})();
