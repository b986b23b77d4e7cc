// The drop zone: a list of the files on their way, progress told in steps of ten per cent.
import { Sending } from "./sending.js";

function wordsOf(root) {
  const words = {};
  const template = root.querySelector("[data-upload-words]");
  for (const word of template?.content.querySelectorAll("[data-word]") ?? []) {
    words[word.dataset.word] = word.textContent;
  }
  return (name, value = "") => (words[name] ?? "").replace("#", value);
}

async function openBatch(form) {
  const answer = await fetch(form.dataset.start, { method: "POST", body: fieldsOf(form) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  // From here on a reload shows what has arrived.
  history.replaceState(null, "", said.url);
  form.dataset.batchUrl = said.url;
  return said.files;
}

// Where files go: asked of the server once, and again after a failure.
function addressOf(form) {
  let opening = form.dataset.files ? Promise.resolve(form.dataset.files) : null;
  return () => {
    opening ??= openBatch(form).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  };
}

// Logging in again in another window gives a new token, which stands in the cookie and not on this page.
function tokenNow() {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
}

function fieldsOf(form) {
  const fields = new FormData();
  fields.append("csrfmiddlewaretoken", tokenNow() ?? form.elements.csrfmiddlewaretoken.value);
  fields.append("ticket", form.elements.ticket.value);
  return fields;
}

function button(label, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn btn--line btn--s", textContent: label });
  made.addEventListener("click", act);
  return made;
}

class Line {
  constructor(list, item, words, sending) {
    Object.assign(this, { item, words, sending });
    this.row = document.createElement("li");
    this.name = document.createElement("span");
    this.name.textContent = item.file.name;
    this.bar = document.createElement("progress");
    this.bar.max = 1;
    this.bar.setAttribute("aria-label", item.file.name);
    this.said = document.createElement("span");
    this.acts = document.createElement("span");
    this.row.append(this.name, this.bar, this.said, this.acts);
    list.append(this.row);
  }

  show() {
    const { item, words } = this;
    const share = item.file.size ? item.sent / item.file.size : 0;
    this.bar.value = item.state === "received" ? 1 : share;
    this.bar.hidden = item.state === "failed" || item.state === "cancelled";
    this.said.textContent = {
      waiting: words("waiting"),
      sending: words("sending", Math.floor(share * 100)),
      received: item.rows?.[0]?.label ?? words("received"),
      failed: words("failed", item.error || words("network")),
      cancelled: words("cancelled"),
    }[item.state];
    if (this.shown === item.state) return;
    this.shown = item.state;
    this.acts.replaceChildren(...this.buttons());
  }

  buttons() {
    const { item, words, sending } = this;
    if (item.state === "waiting" || item.state === "sending") {
      return [button(words("cancel"), () => sending.cancel(item))];
    }
    if (item.state === "failed" || item.state === "cancelled") {
      return [button(words("retry"), () => sending.retry(item))];
    }
    return [];
  }
}

class Announcer {
  constructor(status, words) {
    Object.assign(this, { status, words, told: -1 });
  }

  tell(sending) {
    if (!this.status) return;
    const tenth = Math.floor(sending.share * 10);
    if (sending.open.length === 0) {
      const failed = sending.failed.length;
      this.status.textContent = failed ? this.words("some-failed", failed) : this.words("done");
      this.told = -1;
    } else if (tenth > this.told) {
      this.told = tenth;
      this.status.textContent = this.words("progress", tenth * 10);
    }
  }
}

export function offerUpload(root) {
  const form = root.querySelector("[data-upload]");
  const list = root.querySelector("[data-sending]");
  if (!form || !list) return;
  const words = wordsOf(root);
  const announcer = new Announcer(root.querySelector("[data-upload-status]"), words);
  const lines = new Map();
  const sending = new Sending({ address: addressOf(form), fields: () => fieldsOf(form), changed });

  function changed(item) {
    if (!lines.has(item)) lines.set(item, new Line(list, item, words, sending));
    lines.get(item).show();
    announcer.tell(sending);
    if (sending.open.length === 0 && sending.failed.length === 0 && list.children.length) finish();
  }

  // Everything has arrived: the page of the batch shows it from the database.
  function finish() {
    const arrived = sending.items.some((item) => item.state === "received");
    if (arrived) location.assign(form.dataset.batchUrl ?? location.pathname);
  }

  function send(files) {
    if (files.length) sending.add(files);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...form.elements.files.files]);
    form.elements.files.value = "";
  });
  addEventListener("beforeunload", (event) => {
    if (sending.open.length) event.preventDefault();
  });
  acceptDrops(form, send);
}

function acceptDrops(form, send) {
  form.querySelector("[data-drop-hint]")?.removeAttribute("hidden");
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("drop--over", name === "dragover");
    });
  }
  form.addEventListener("drop", (event) => send([...event.dataTransfer.files]));
}
