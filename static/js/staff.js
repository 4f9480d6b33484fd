// A form pressed twice is sent once. The server is safe without this; it only spares the wait.
"use strict";

// What the server would turn away unread is named before it is sent: the typed text would be lost.
const filesAreTooBig = (form) => {
  const chosen = [...form.querySelectorAll("input[type=file][data-most]")].filter((each) => each.files.length);
  const size = (input) => [...input.files].reduce((sum, file) => sum + file.size, 0);
  let sum = 0;
  for (const input of chosen) {
    sum += size(input);
    const isTooBig = sum > Number(input.dataset.most);
    input.setCustomValidity(isTooBig ? input.dataset.tooBig : "");
    if (isTooBig) {
      input.reportValidity();
      return true;
    }
  }
  return false;
};
document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-most]")) filesAreTooBig(event.target.form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  // Not `form.method`: a field of that name, as a purchase has one, would stand in its place.
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent || filesAreTooBig(form)) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const note = form.querySelector("[data-saving-note]");
  if (note && form.dataset.saving) note.textContent = form.dataset.saving;
});

// Rows that scripts copy are not sent: they would count against the limit of fields.
document.addEventListener("formdata", (event) => {
  for (const name of [...event.formData.keys()]) {
    if (name.includes("__prefix__")) event.formData.delete(name);
  }
});

// What is wrong in a form is read first. Unfold shows its page late, so that `autofocus` finds nothing.
window.addEventListener("load", () => document.querySelector(".error-summary")?.focus());

// A page brought back from the browser's memory can be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A box that searches is read out with the name of its field.
const nameBoxes = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const box = select.parentElement.querySelector(".select2-selection");
    const name = document.querySelector(`label[for="${select.id}"]`)?.textContent.trim() || select.getAttribute("aria-label");
    if (!box || !name) continue;
    for (const part of [box, box.querySelector("[role=textbox]")]) part?.setAttribute("aria-label", name);
  }
};
document.addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector("select.admin-autocomplete")) return;
  new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
});

// Unfold writes the name of a chosen file into the nearest text box. Beside its own picker that is the
// box for it; beside ours it is what somebody has to write, such as what a picture shows.
const leaveTextBoxes = () => {
  for (const input of document.querySelectorAll("input[type=file]")) {
    const box = input.parentNode.parentNode.parentNode.querySelector("input[type=text]");
    if (!box?.disabled) input.hasChangeListener = true;
  }
};
document.addEventListener("DOMContentLoaded", () => {
  leaveTextBoxes();
  new MutationObserver(leaveTextBoxes).observe(document.body, { childList: true, subtree: true });
});

// The frame of unfold has no main landmark, and its templates leave no place to write one.
document.addEventListener("DOMContentLoaded", () => {
  const content = document.getElementById("content");
  content?.setAttribute("role", "main");
  content?.setAttribute("tabindex", "-1");
});

// Unfold makes buttons of lines and links without address: a keyboard reaches them like any other.
document.addEventListener("DOMContentLoaded", () => {
  for (const part of document.querySelectorAll("[x-on\\:click]:not(button, input, select, textarea, a[href])")) {
    if (!part.textContent.trim()) continue;
    part.setAttribute("role", "button");
    part.tabIndex = 0;
    part.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      part.click();
    });
  }
});

// Buttons that print are shown where they can.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
});

// Where a page of rows is full, a sentence stands in the place of the button for another.
const rowsOf = (formset) => [...formset.querySelectorAll(":scope > .form-group:not(.empty-form)")];
const prefixOf = (formset) => JSON.parse(formset.dataset.inlineFormset).options.prefix;
const countOf = (formset, name) => document.getElementById(`id_${prefixOf(formset)}-${name}`);
const sayWhetherFull = (formset) => {
  const add = formset.querySelector(".add-row");
  const note = formset.querySelector("[data-rows-full]");
  if (!add || !note) return;
  const hadFocus = add.contains(document.activeElement);
  const isFull = rowsOf(formset).length >= Number(countOf(formset, "MAX_NUM_FORMS").value);
  add.classList.toggle("hidden", isFull);
  for (const part of add.querySelectorAll(".hidden")) part.classList.remove("hidden");
  note.hidden = !isFull;
  if (isFull && hadFocus) note.focus();
};
document.addEventListener("formset:added", (event) => {
  const formset = event.target.closest?.(".formset");
  if (formset) sayWhetherFull(formset);
});

// A row just added is taken out here. Unfold writes the rows below anew from their HTML: what was
// typed into them would be lost, and boxes that search would find nothing.
const renumber = (row, prefix, place) => {
  const boxes = row.querySelectorAll("select.select2-hidden-accessible");
  for (const box of boxes) django.jQuery(box).select2("destroy");
  for (const part of row.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (name !== "value") part.setAttribute(name, value.replaceAll(RegExp(`(^|\\W|id_)${prefix}-\\d+-`, "g"), `$1${prefix}-${place}-`));
    }
  }
  const counter = row.querySelector(".stacked-counter");
  if (counter) counter.textContent = place + 1;
  if (boxes.length) row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
};
const takeOut = (row) => {
  const formset = row.closest(".formset");
  const prefix = prefixOf(formset);
  if (rowsOf(formset).length <= Number(countOf(formset, "MIN_NUM_FORMS").value)) return;
  row.remove();
  const rows = rowsOf(formset);
  countOf(formset, "TOTAL_FORMS").value = rows.length;
  rows.forEach((each, place) => {
    if (each.matches(".template")) renumber(each, prefix, place);
    each.classList.toggle("last", place === rows.length - 1);
  });
  formset.classList.toggle("empty", !rows.length);
  sayWhetherFull(formset);
  formset.querySelector(".add-row")?.focus();
  document.dispatchEvent(new CustomEvent("formset:removed", { detail: { formsetName: prefix } }));
};
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest(".delete-template");
    if (!button) return;
    event.stopPropagation();
    takeOut(button.closest(".form-group"));
  },
  true,
);
