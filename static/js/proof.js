// Proof of work (PBKDF2, as altcha's challenges have it) instead of the sum in words.
// Where this cannot run, the sum stays and is enough. Below it: files that would be too much together
// are taken out before they are sent, because a server that turns a body away has not read the text.
"use strict";

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const solutionOf = async ({ nonce, salt, cost, keyLength, keyPrefix }) => {
  const begin = bytesOf(nonce);
  const password = new Uint8Array(begin.length + 4);
  password.set(begin);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
  for (let counter = 0; ; counter += 1) {
    new DataView(password.buffer).setUint32(begin.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hexOf(new Uint8Array(await crypto.subtle.deriveBits(how, key, keyLength * 8)));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
};

const prove = async (field) => {
  const form = field.form;
  const challenge = JSON.parse(field.dataset.challenge);
  field.value = btoa(JSON.stringify({ challenge, solution: await solutionOf(challenge.parameters) }));
  const sum = form.querySelector("[data-puzzle]");
  if (sum.contains(document.activeElement)) return; // somebody is already answering it
  sum.querySelector("input").required = false;
  sum.hidden = true;
  form.querySelector("[data-proved]").hidden = false;
};

if (window.crypto?.subtle) {
  for (const field of document.querySelectorAll("[data-challenge]")) prove(field).catch(() => {});
}

for (const box of document.querySelectorAll("[data-most]")) {
  box.addEventListener("change", ({ target }) => {
    const files = [...box.querySelectorAll("input")].flatMap((input) => [...input.files]);
    const isTooMuch = files.reduce((sum, file) => sum + file.size, 0) > Number(box.dataset.most);
    if (isTooMuch) target.value = "";
    box.querySelector("[data-too-much]").hidden = !isTooMuch;
  });
}
