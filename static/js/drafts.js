// Keeps, on this machine, a copy of words typed into form[data-keep="key"] and not yet saved by the server.
//
// A copy belongs to one signed-in person (body[data-user]) and one key. It is offered again, never put back unasked,
// and is dropped when the server says the words are safe (meta[name=forget] or [data-forget]) and on signing out.
// A field's value is only ever written on a press of "Dùng lại", so composing Vietnamese is never disturbed.
(() => {
  "use strict";

  const { fieldsOf, read, putBack } = window.formWords;
  const PAUSE = 800; // ms after the last key
  const OLDEST = 14 * 24 * 3600 * 1000; // ms

  const user = document.body.dataset.user;
  const shelf = (() => {
    try {
      return window.localStorage;
    } catch {
      return null; // forbidden by the browser's settings
    }
  })();
  if (!user || !shelf) return;

  const prefix = `chu-giu:${user}:`;
  const place = (form) => prefix + form.dataset.keep;
  const known = new WeakMap(); // form -> what the server has, as text
  const sending = new WeakMap(); // form -> what the running request carries, as text
  const offered = new WeakMap(); // form -> a copy offered and not yet answered: typing on must not cost it
  const timers = new Map();

  // The server trims and joins spaces: words that differ in nothing else are the same words.
  const bare = (text) => text.replace(/\s|\\[nrt]/g, "");

  const textOf = (form, asSent) => JSON.stringify(read(form, asSent));

  const copyOf = (form) => {
    try {
      return JSON.parse(shelf.getItem(place(form)));
    } catch {
      return null;
    }
  };

  const put = (form, copy) =>
    copy ? shelf.setItem(place(form), JSON.stringify(copy)) : shelf.removeItem(place(form));

  const clock = (ms) => new Date(ms).toTimeString().slice(0, 5);
  const clockAndDay = (ms) => `${clock(ms)} ngày ${new Date(ms).getDate()}/${new Date(ms).getMonth() + 1}`;

  const keep = (form) => {
    clearTimeout(timers.get(form));
    timers.delete(form);
    if (!form.isConnected) return; // an answer has taken its place
    if (form.querySelector("[data-no-keeping]")) return; // the server refused these words as marked secret
    const older = offered.get(form);
    if (textOf(form) === known.get(form)) return put(form, older);
    const note = form.querySelector("[data-kept-at]");
    try {
      put(form, { at: Date.now(), words: read(form), older });
      if (note) note.textContent = `trên máy này ${clock(Date.now())}`;
    } catch {
      if (note) note.textContent = "trên máy này: hết chỗ, chưa giữ được"; // the shelf is full
    }
  };

  const offer = (form, copy) => {
    const box = document.createElement("div");
    box.className = "chu-giu";
    const text = document.createElement("span");
    text.textContent = `Trên máy này còn chữ chưa gửi lúc ${clockAndDay(copy.at)}.`;
    if (form.dataset.savedAt) text.textContent += ` Bản trên máy chủ lưu lúc ${form.dataset.savedAt}.`;
    const button = (label, answer) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "btn btn-outline-primary";
      made.textContent = label;
      made.addEventListener("click", () => {
        box.remove();
        offered.delete(form);
        answer();
        fieldsOf(form)[0]?.focus();
      });
      return made;
    };
    const refuse = () => {
      put(form, copy.older);
      if (copy.older) offer(form, copy.older);
    };
    box.append(text, button("Dùng lại", () => putBack(form, copy.words)), button("Bỏ", refuse));
    offered.set(form, copy);
    form.before(box);
  };

  const watch = (form) => {
    if (form.dataset.keep === "never" || known.has(form)) return;
    known.set(form, textOf(form, true));
    const copy = copyOf(form);
    if (copy && bare(JSON.stringify(copy.words)) !== bare(known.get(form))) offer(form, copy);
  };

  // What this tab sent by leaving the page: another tab may have kept other words under the same key meanwhile.
  const takeSent = (key) => {
    const words = window.sessionStorage.getItem(prefix + key);
    window.sessionStorage.removeItem(prefix + key);
    return words;
  };

  const keptText = (key) => {
    try {
      return JSON.stringify(JSON.parse(shelf.getItem(prefix + key)).words);
    } catch {
      return null;
    }
  };

  // The server has the words of the last request. What was typed since then stays kept, and so does what another tab
  // keeps, unless it must go `whatever` it is.
  const forget = (key, whatever) => {
    const sent = takeSent(key);
    if (whatever || !sent || sent === keptText(key)) shelf.removeItem(prefix + key);
    for (const form of document.querySelectorAll("form[data-keep]")) {
      if (form.dataset.keep !== key || !sending.has(form)) continue;
      known.set(form, sending.get(form));
      keep(form);
    }
  };

  const forgetAll = (keys = "", whatever = false) =>
    keys.split(/\s+/).filter(Boolean).forEach((key) => forget(key, whatever));
  const within = (root, wanted) => [root, ...root.querySelectorAll(wanted)].filter((part) => part.matches?.(wanted));
  const obey = (root) => {
    within(root, "[data-forget]").forEach((mark) => forgetAll(mark.dataset.forget));
    within(root, "form[data-keep]").forEach(watch);
  };

  const myKeys = () => Object.keys(shelf).filter((key) => key.startsWith(prefix));
  const dropOld = () => {
    for (const key of myKeys()) {
      const at = Number(/"at":(\d+)/.exec(shelf.getItem(key))?.[1]);
      if (!(at > Date.now() - OLDEST)) shelf.removeItem(key);
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !known.has(form)) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), PAUSE));
  });
  const keepNow = () => [...timers.keys()].forEach(keep);
  window.addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", () => document.hidden && keepNow());

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form[data-keep]");
    if (form) sending.set(form, event.detail.elt.carries ?? textOf(form)); // autosave.js may send older words again
  });
  document.addEventListener("htmx:afterSettle", (event) => obey(event.target));
  document.addEventListener("htmx:oobAfterSwap", (event) => obey(event.target));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (known.has(form) && form.method === "post") window.sessionStorage.setItem(place(form), textOf(form));
    if (!form.matches("[data-sign-out]")) return;
    timers.forEach(clearTimeout);
    timers.clear();
    myKeys().forEach((key) => shelf.removeItem(key));
    window.sessionStorage.clear();
  });

  dropOld();
  forgetAll(document.querySelector("meta[name=forget]")?.content, true); // it may have named a secret
  obey(document);
})();
