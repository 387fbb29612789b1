// Asks once a minute whether urgent word has come, and says so at the top of the page; nothing else is touched.
//
// Plain fetch, not htmx: an answer must neither clear nor raise the alarm of the form one is filling in, and the
// focus stays where it is. A hidden tab does not ask. The time of the last asking is shared by the pages of a tab.
(() => {
  "use strict";

  const EVERY = 60_000; // ms
  const ASKED = "cap-bach-hoi-luc";
  const place = document.getElementById("tin-moi");
  if (!place) return;

  const show = (html) => {
    if (place.innerHTML.trim() !== html.trim()) place.innerHTML = html; // the same words are not read aloud again
  };

  const ask = async () => {
    window.sessionStorage.setItem(ASKED, Date.now());
    const headers = { "HX-Request": "true", "X-Asks-Alone": "1" };
    const answer = await fetch(place.dataset.ask, { headers, redirect: "error" });
    if (answer.status === 200) show(await answer.text());
    else if (answer.status === 204) show("");
  };

  const wait = () => {
    const due = Number(window.sessionStorage.getItem(ASKED)) + EVERY - Date.now();
    setTimeout(async () => {
      if (!document.hidden) await ask().catch(() => {}); // no network: the next minute will tell
      else window.sessionStorage.setItem(ASKED, Date.now());
      wait();
    }, Math.max(due, 0));
  };

  wait();
})();
