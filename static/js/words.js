// The words of a form as {name: [values]}: read, and put back. Used by drafts.js.
window.formWords = (() => {
  "use strict";

  const NEVER = new Set(["csrf_token", "form_key"]);
  const SILENT = new Set(["password", "hidden", "file", "submit", "button", "reset", "image", "fieldset", "output"]);

  const fieldsOf = (form) =>
    [...form.elements].filter(
      (field) => field.name && !NEVER.has(field.name) && !SILENT.has(field.type) && !field.closest("[data-no-keep]"));

  const valuesOf = (field, asSent) => {
    if (field.type === "checkbox" || field.type === "radio") {
      return (asSent ? field.defaultChecked : field.checked) ? [field.value] : [];
    }
    if (!field.options) return [asSent ? field.defaultValue : field.value];
    const options = [...field.options];
    const chosen = options.filter((option) => (asSent ? option.defaultSelected : option.selected));
    if (!chosen.length && !field.multiple && options.length) chosen.push(options[0]);
    return chosen.map((option) => option.value);
  };

  // {name: [values]}; asSent reads what the server's page said, whatever the browser has restored since.
  const read = (form, asSent = false) => {
    const words = {};
    for (const field of fieldsOf(form)) (words[field.name] ??= []).push(...valuesOf(field, asSent));
    return words;
  };

  const putBack = (form, words) => {
    const left = structuredClone(words);
    for (const field of fieldsOf(form)) {
      const values = left[field.name];
      if (!values) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.options) for (const option of field.options) option.selected = values.includes(option.value);
      else if (values.length) field.value = values.shift();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  return { fieldsOf, read, putBack };
})();
