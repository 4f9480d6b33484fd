// A form pressed twice is sent once. The server is safe without this; it only spares the wait.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const note = form.querySelector("[data-saving-note]");
  if (note && form.dataset.saving) note.textContent = form.dataset.saving;
});

// A page brought back from the browser's memory can be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// The frame of unfold has no main landmark, and its templates leave no place to write one.
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("content")?.setAttribute("role", "main");
});
