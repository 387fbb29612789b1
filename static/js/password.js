// "Hiện mật khẩu": people who type slowly want to see what they typed.
(() => {
  "use strict";

  for (const form of document.querySelectorAll("form[data-passwords]")) {
    const fields = [...form.querySelectorAll("input[type=password]")];
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link";
    const show = (shown) => {
      for (const field of fields) field.type = shown ? "text" : "password";
      button.textContent = shown ? "Ẩn mật khẩu" : "Hiện mật khẩu";
    };
    button.addEventListener("click", () => show(fields[0].type === "password"));
    form.addEventListener("submit", () => show(false)); // so that the browser does not remember it as plain text
    show(false);
    form.querySelector(".cum-nut").append(button);
  }
})();
