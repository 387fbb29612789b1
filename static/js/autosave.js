// A section of a report saves itself: a pause after the last key, when one looks elsewhere, and on leaving.
//
// One request at a time; its answer goes into the save box, never into a field. A request that got no answer is sent
// again as it was until it is answered: the server takes the same words twice, and so one's own lost answer is never
// taken for somebody else's change. A button of the form waits until all that was typed is saved.
(() => {
  "use strict";

  const PAUSE = 2500; // ms after the last key
  const AGAIN = [3000, 5000, 10000, 20000]; // ms until the next try, the last one for ever
  const STOPPED_LEAVING = 15000; // ms: the page is still here, so it saves again
  const SETTLED = 60; // ms: drafts.js first hears that the words of this request are safe

  const form = document.querySelector("form[data-autosave]");
  const box = form?.querySelector("[data-save-box]");
  if (!box || !window.htmx) return;

  const wordsNow = () => JSON.stringify(window.formWords.read(form));
  let saved = JSON.stringify(window.formWords.read(form, true));
  let carried = null; // the request that is not answered yet: its words, and all its fields
  let running = false;
  let failures = 0;
  let timer;
  let pressed; // the button that waits
  let leaving = false;

  const stopped = () => box.querySelector("[data-stop]") !== null;
  const isSafe = () => !running && !carried && wordsNow() === saved;
  const time = () => new Date().toTimeString().slice(0, 5);

  const say = (text) => {
    const line = box.querySelector("[data-save-trouble]");
    if (line) line.textContent = text;
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const save = () => {
    clearTimeout(timer);
    if (!running && !leaving && !stopped() && !isSafe()) window.htmx.trigger(box, "tu-luu");
  };

  const leave = () => {
    leaving = true;
    setTimeout(stay, STOPPED_LEAVING);
  };

  const stay = () => {
    leaving = false;
  };

  const press = () => {
    const button = pressed;
    pressed = undefined;
    leave();
    form.requestSubmit(button ?? undefined);
  };

  box.addEventListener("htmx:configRequest", (event) => {
    carried ??= { words: wordsNow(), fields: [...new FormData(form)] };
    for (const [name, value] of carried.fields) event.detail.parameters[name] = value;
    box.carries = carried.words; // for drafts.js
    running = true;
  });

  const unanswered = () => {
    const wait = AGAIN[Math.min(failures, AGAIN.length - 1)];
    failures += 1;
    pressed = undefined;
    say(`Chưa gửi được lên máy chủ (${time()}). Chữ vẫn còn trên máy này và sẽ tự gửi lại.`);
    later(wait);
  };

  const refused = (answer) => {
    carried = null;
    if (pressed !== undefined) return press(); // the whole page says more than the box can
    if (answer.status === 409 || answer.status === 422) return; // in the box already
    const page = new DOMParser().parseFromString(answer.responseText, "text/html");
    const why = page.querySelector("[data-error-text]")?.textContent.trim() ?? "";
    say(`Chưa lưu được. ${why} Chữ vẫn còn trên máy này.`);
  };

  const kept = () => {
    saved = carried.words;
    carried = null;
    failures = 0;
    if (pressed !== undefined && isSafe()) press();
    else if (pressed !== undefined) save();
    else if (!isSafe()) later(PAUSE);
  };

  box.addEventListener("htmx:afterRequest", (event) => {
    const { status } = event.detail.xhr;
    running = false;
    if (status === 200) setTimeout(kept, SETTLED);
    else if (status === 0 || status >= 500) unanswered();
    else if (status !== 204) refused(event.detail.xhr); // 204: on the way to the sign-in page
  });

  form.addEventListener("input", () => later(PAUSE));
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());

  // Before any other script hears of it: busy.js would take the second sending for an impatient finger.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || leaving || stopped()) return;
    if (isSafe()) return leave();
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter ?? null;
    save();
  }, true);

  window.addEventListener("pagehide", () => {
    if (!leaving && !stopped() && !isSafe()) navigator.sendBeacon(form.action, new FormData(form));
  });
  window.addEventListener("pageshow", stay);
})();
