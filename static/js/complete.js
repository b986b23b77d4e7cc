// The search box as a combobox (WAI-ARIA 1.2, list autocomplete with manual selection). Without it the box is a
// plain field; nothing is sent that the address bar could not send.

const DELAY = 120; // milliseconds of rest before asking
const KEPT = 60; // answers kept for typing back and forth,
const FRESH = 2000; // milliseconds: what was withdrawn since is offered no longer
const known = new Map();

async function fetchCompletions(address, typed, signal) {
  const url = `${address}?q=${encodeURIComponent(typed)}`;
  const kept = known.get(url);
  if (kept !== undefined && Date.now() - kept.at < FRESH) return kept.found;
  const response = await fetch(url, { headers: { Accept: "application/json" }, signal });
  const found = response.ok ? (await response.json()).completions : [];
  known.delete(url); // the newest stands last
  if (known.size >= KEPT) known.delete(known.keys().next().value);
  known.set(url, { found, at: Date.now() });
  return found;
}

function option(completion, id) {
  const item = document.createElement("li");
  item.id = id;
  item.className = "complete__item";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.query = completion.query;
  const text = document.createElement("span");
  text.textContent = completion.text;
  const note = document.createElement("small");
  note.className = "num";
  note.textContent = `${completion.label} ${completion.count}`.trim(); // what takes long to count has none
  item.append(text, " ", note);
  return item;
}

function combobox(field, list) {
  let active = -1;
  const options = () => [...list.children];
  const isOpen = () => !list.hidden;
  const mark = (at) => {
    options().forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    active = at;
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const show = (completions) => {
    list.replaceChildren(...completions.map((one, at) => option(one, `${list.id}-${at}`)));
    mark(-1);
    list.hidden = completions.length === 0;
    field.setAttribute("aria-expanded", String(isOpen()));
  };
  const choose = (item) => {
    field.value = item.dataset.query;
    field.setSelectionRange(field.value.length, field.value.length);
    close();
  };
  // From the field to the first or last option, through the options, and back to the field.
  const step = (by) => {
    const places = options().length + 1;
    mark(((active + 1 + by + places) % places) - 1);
  };
  return { close, show, choose, step, mark, isOpen, chosen: () => options()[active] };
}

function keyboard(field, box, ask) {
  const open = {
    ArrowDown: () => box.step(1),
    ArrowUp: () => box.step(-1),
    Enter: () => box.choose(box.chosen()),
    Escape: box.close,
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!box.isOpen()) {
      if (event.key !== "ArrowDown" || field.value.trim() === "") return;
      event.preventDefault();
      return ask(0);
    }
    // Home and End move the caret; what is typed next counts, not the option marked before.
    if (event.key === "Home" || event.key === "End") return box.mark(-1);
    const act = open[event.key];
    if (act === undefined || (event.key === "Enter" && box.chosen() === undefined)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

function listbox(field) {
  const list = document.createElement("ul");
  Object.assign(list, { id: `${field.id}-completions`, className: "complete", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.completeLabel);
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  return list;
}

function complete(field) {
  const list = listbox(field);
  const box = combobox(field, list);
  let timer = 0;
  let asking = new AbortController();
  const drop = () => {
    clearTimeout(timer);
    asking.abort();
  };
  const ask = (delay) => {
    drop();
    asking = new AbortController();
    const { signal } = asking;
    timer = setTimeout(async () => {
      const found = await fetchCompletions(field.dataset.complete, field.value, signal).catch(() => []);
      if (!signal.aborted && document.activeElement === field) box.show(found);
    }, delay);
  };
  const changed = (event) => {
    if (event.isComposing) return;
    if (field.value.trim() !== "") return ask(DELAY);
    drop();
    box.close();
  };
  keyboard(field, box, ask);
  field.addEventListener("input", changed);
  field.addEventListener("compositionend", changed);
  field.addEventListener("blur", () => {
    drop();
    box.close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item !== null) box.choose(item);
  });
  field.form?.addEventListener("submit", drop);
}

export function completeSearches(root) {
  root.querySelectorAll("input[data-complete]").forEach(complete);
}
