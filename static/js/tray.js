// The compare tray: ticked reports stay ticked from page to page within a tab.

const KEY = "compare";
const MOST = 4;

function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function save(chosen) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Storage may be switched off; the form still submits what is ticked here.
  }
}

function toggled(chosen, id, on) {
  const others = chosen.filter((one) => one !== id);
  return on ? [...others, id].slice(-MOST) : others;
}

// Reports ticked on other pages travel as hidden fields of the same form.
function addHidden(form, chosen, boxes) {
  form.querySelectorAll("[data-kept]").forEach((field) => field.remove());
  const here = new Set(boxes.map((box) => box.value));
  for (const id of chosen.filter((one) => !here.has(one))) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "r", value: id });
    field.dataset.kept = "";
    form.append(field);
  }
}

function show(form, chosen, boxes) {
  for (const box of boxes) box.checked = chosen.includes(box.value);
  addHidden(form, chosen, boxes);
  const status = form.querySelector("[data-tray-status]");
  status.textContent = chosen.length
    ? status.dataset.chosen.replace("#", chosen.length)
    : status.dataset.empty;
}

export function keepTray(root) {
  const form = root.getElementById("cmp");
  if (form === null || form.querySelector("[data-tray-status]") === null) return;
  const boxes = [...root.querySelectorAll('input[name="r"][form="cmp"]')];
  const status = form.querySelector("[data-tray-status]");
  status.dataset.empty = status.textContent;
  let chosen = load();
  show(form, chosen, boxes);
  for (const box of boxes) {
    box.addEventListener("change", () => {
      chosen = toggled(chosen, box.value, box.checked);
      save(chosen);
      show(form, chosen, boxes);
    });
  }
}
