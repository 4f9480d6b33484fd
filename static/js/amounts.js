// The sum of the amounts on a page, while they are typed. The server adds up again when it saves.
"use strict";

const satang = (text) => {
  const plain = text.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[\s,฿]|บาท/g, "");
  const minus = /^\(.*\)$|^[-‐‑‒–—−]/.test(plain);
  const match = /^(\d*)(?:\.(\d{1,2}|-))?$/.exec(plain.replace(/[()‐‑‒–—−]|^-/g, ""));
  if (!match) return null;
  const value = Number(match[1] || 0) * 100 + Number(/\d/.test(match[2] || "") ? match[2].padEnd(2, "0") : 0);
  return minus ? -value : value;
};

for (const box of document.querySelectorAll("[data-amounts]")) {
  const form = box.closest("form") || document;
  const total = box.querySelector("[data-total]");
  if (!total) continue;

  const inputs = () =>
    [...form.querySelectorAll("input[data-amount]")].filter(
      (input) => !input.name.includes("__prefix__") && !input.closest("details.desk-more"),
    );
  const isGone = (input) => input.closest("tr")?.querySelector("input[name$='-DELETE']")?.checked;

  const add = () => {
    const values = inputs().filter((input) => !isGone(input)).map((input) => satang(input.value.trim()));
    const sum = values.reduce((before, value) => before + (value || 0), 0);
    const figure = (sum / 100).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    total.textContent = values.includes(null) ? "?" : figure;
  };

  form.addEventListener("input", add);
  form.addEventListener("change", add);
  add();
}
