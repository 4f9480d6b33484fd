// Buttons that copy a text beside them. Without this the text is selected and copied by hand.
"use strict";

const textOf = (element) => element.value ?? element.textContent.trim();

const select = (element) => {
  if (element.select) element.select();
  else window.getSelection().selectAllChildren(element);
};

const copy = async (element) => {
  try {
    await navigator.clipboard.writeText(textOf(element));
    return true;
  } catch {
    select(element); // the clipboard is closed, as in some apps: the text is selected at least
    return document.execCommand("copy");
  }
};

for (const button of document.querySelectorAll("button[data-copy]")) {
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "desk-hint";
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isCopied = await copy(document.getElementById(button.dataset.copy));
    status.textContent = isCopied ? button.dataset.copied : "";
  });
}
