// Before a page is left, whoever typed something that is not saved is asked. Where nothing really
// changed, or everything was sent, nobody is.
"use strict";

const isTyped = (field) =>
  field.name && !field.name.includes("__prefix__") && !["hidden", "password", "submit", "button"].includes(field.type);
const valuesOf = (field) => {
  if (field.type === "file") return [...field.files].map((file) => `${file.name} ${file.size}`);
  if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
  return field.selectedOptions ? [...field.selectedOptions].map((option) => option.value) : [field.value.trim()];
};

// What is empty says nothing: a row that was added and left blank is no change.
const contentOf = (form) =>
  [...form.elements]
    .filter(isTyped)
    .flatMap((field) => valuesOf(field).filter(Boolean).map((value) => `${field.name}=${value}`))
    .join("\n");

// What the server gave back with a complaint was never saved.
// What could not be handed in was saved all the same.
const wasRefused = (form) =>
  form.querySelector("[data-saved]") === null &&
  form.querySelector(".errorlist, .errornote, .error-summary, [aria-invalid=true]") !== null;

const watched = new Map();
// Ticks in a list are not typed; passkeys are sent by the script of their page, which no listener hears.
const isWatched = (form) =>
  form.getAttribute("method") === "post" &&
  form.id !== "changelist-form" &&
  !form.matches("[data-no-warning]") &&
  !form.elements.credential &&
  [...form.elements].some(isTyped);
const isUnsaved = ([form, before]) =>
  form.isConnected && !form.dataset.left && (wasRefused(form) || contentOf(form) !== before);

const say = () => {
  const unsaved = [...watched].some(isUnsaved);
  for (const note of document.querySelectorAll("[data-unsaved-note]")) note.hidden = !unsaved;
};

document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.forms) if (isWatched(form)) watched.set(form, contentOf(form));
});
document.addEventListener("input", say);
document.addEventListener("change", say);

// On the window, after every other listener: a form that is held back is not sent.
window.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) event.target.dataset.left = "yes";
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of watched.keys()) delete form.dataset.left;
});
window.addEventListener("beforeunload", (event) => {
  if ([...watched].some(isUnsaved)) event.preventDefault();
});
