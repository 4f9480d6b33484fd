// allauth reports a cancelled or failed passkey only on the console; people need a sentence.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-problem").hidden = false;
});
