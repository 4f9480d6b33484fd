// Photos of an activity: one empty row at a time, and a look at what was chosen.
"use strict";

for (const list of document.querySelectorAll("[data-photo-rows]")) {
  const rows = [...list.querySelectorAll("[data-photo-row]")];
  const more = list.querySelector("[data-more-photos]");
  const chosen = (row) => row.querySelector("input[type=file]").files.length > 0;

  const show = (count) => {
    rows.forEach((row, place) => {
      row.hidden = place >= count;
    });
    more.hidden = count >= rows.length;
  };

  const preview = (row) => {
    row.querySelector(".desk-preview")?.remove();
    const file = row.querySelector("input[type=file]").files[0];
    if (!file || !file.type.startsWith("image/")) return;
    const picture = new Image();
    picture.className = "desk-preview";
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
    picture.addEventListener("error", () => picture.remove());
    row.querySelector("input[type=file]").after(picture);
  };

  const shown = () => rows.filter((row) => !row.hidden).length;
  show(Math.max(1, rows.filter(chosen).length));
  more.addEventListener("click", () => {
    show(shown() + 1);
    rows[shown() - 1].querySelector("input[type=file]").focus();
  });
  rows.forEach((row) => row.addEventListener("change", (event) => event.target.type === "file" && preview(row)));
}
