// Completes the sentence and shows what the entry would change while it is typed. Without this
// script the button does the same.

const form = document.getElementById("entry");
const preview = document.getElementById("preview");
const sentence = document.getElementById("sentence");
const phrases = document.getElementById("phrases");

function later(wait, act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

const complete = later(150, async () => {
  const answer = await fetch(`${form.dataset.complete}?${new URLSearchParams({ text: sentence.value })}`);
  if (!answer.ok) return;
  const offers = await answer.json();
  phrases.replaceChildren(
    ...offers.map(({ text, phrase }) => Object.assign(document.createElement("option"), { value: text, label: phrase })),
  );
});

let asking = null;

async function look() {
  asking?.abort();
  if (!form.checkValidity()) return preview.replaceChildren();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("fragment", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: asking.signal });
    preview.innerHTML = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

const lookSoon = later(400, look);

// What can be confirmed is what was previewed: a change takes the button away until then.
form.addEventListener("input", (event) => {
  document.getElementById("confirm")?.setAttribute("disabled", "");
  if (event.target === sentence) complete();
  lookSoon();
});
// What was typed before the script came.
if (sentence?.value) {
  complete();
  lookSoon();
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
