// The region field as a combobox (WAI-ARIA 1.2, list autocomplete with manual selection).

const DELAY = 150; // milliseconds of rest before asking
let asked = 0;

async function fetchRegions(address, typed) {
  const response = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
  return response.ok ? (await response.json()).regions : [];
}

function option(region, at) {
  const item = document.createElement("li");
  item.id = `region-option-${at}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.typed = region.typed;
  const note = document.createElement("span");
  note.className = "muted num";
  note.textContent = `${region.code}，${region.valid}`;
  item.append(region.full_name, " ", note);
  return item;
}

function combobox(field, list) {
  let active = -1;
  const options = () => [...list.children];
  const mark = (at) => {
    options().forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    active = at;
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const choose = (item) => {
    field.value = item.dataset.typed;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };
  const show = (regions) => {
    list.replaceChildren(...regions.map(option));
    active = -1;
    list.hidden = regions.length === 0;
    field.setAttribute("aria-expanded", String(regions.length > 0));
  };
  const step = (by) => {
    const count = options().length;
    if (count > 0) mark((active + by + count + (active < 0 && by < 0 ? 1 : 0)) % count);
  };
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => (active >= 0 ? choose(options()[active]) : null),
    Escape: close,
  };
  field.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (act === undefined || list.hidden || event.isComposing || (event.key === "Enter" && active < 0)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const item = event.target.closest("[role=option]");
    if (item !== null) choose(item);
  });
  field.addEventListener("blur", close);
  field.addEventListener("focus", () => field.select()); // typing replaces the division chosen before
  return { show, close };
}

export function offerRegions(root) {
  const field = root.querySelector("input[data-regions]");
  if (field === null || field.disabled || field.matches(":disabled")) return;
  const list = document.createElement("ul");
  Object.assign(list, { id: "region-options", className: "options", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  const box = combobox(field, list);
  let timer = 0;
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isTrusted || event.isComposing || field.value.trim() === "") return box.close();
    timer = setTimeout(async () => {
      const mine = ++asked;
      const regions = await fetchRegions(field.dataset.regions, field.value).catch(() => []);
      if (mine === asked && root.activeElement === field) box.show(regions);
    }, DELAY);
  });
}
