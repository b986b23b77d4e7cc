// What a person typed survives a lost session: it is kept in this tab until the archive has stored it.

const PREFIX = "unsaved:";
const SKIPPED = new Set(["csrfmiddlewaretoken", "version", "outline", "cut"]);

function load(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage may be full or switched off; the form still posts what it holds.
  }
}

const fields = (form) => [...form.elements].filter((one) => one.name && one.type !== "submit" && !SKIPPED.has(one.name));

function values(form) {
  const found = {};
  for (const one of fields(form)) {
    if (one.type !== "radio") found[one.name] = one.value;
    else if (one.checked) found[one.name] = one.value;
  }
  return found;
}

// Only what was changed is kept, so that fields another person corrected meanwhile stay theirs.
function changes(form, first) {
  return Object.fromEntries(Object.entries(values(form)).filter(([name, value]) => first[name] !== value));
}

function bringBack(form, kept) {
  for (const one of fields(form)) {
    if (!(one.name in kept)) continue;
    if (one.type === "radio") one.checked = one.value === kept[one.name];
    else one.value = kept[one.name];
  }
}

export function keepUnsaved(root) {
  const form = root.getElementById("confirm");
  const offer = root.querySelector("[data-unsaved-offer]");
  if (form === null || offer === null) return;
  const key = PREFIX + location.pathname;
  const version = form.dataset.version;
  const first = values(form);
  const remember = () => {
    const changed = { ...carried, ...changes(form, first) };
    store(key, Object.keys(changed).length > 0 ? { version, changed } : null);
  };
  const kept = load(key);
  const isPosted = "changed" in form.dataset; // the page shows what was posted and not stored
  // A higher version, or none left, means the archive has stored it.
  const usable = kept !== null && kept.version === version;
  let carried = usable ? kept.changed : {};
  if (isPosted && !usable) carried = first;
  store(key, Object.keys(carried).length > 0 ? { version, changed: carried } : null);
  const differs = usable && !isPosted && Object.entries(kept.changed).some(([name, value]) => name in first && first[name] !== value);
  if (differs && load(`${key}:view`) !== null) bringBack(form, kept.changed);
  else offer.hidden = !differs;
  store(`${key}:view`, null);
  offer.querySelector("[data-bring-back]").addEventListener("click", () => {
    bringBack(form, carried);
    offer.hidden = true;
    form.querySelector(".fields .field")?.focus();
  });
  offer.querySelector("[data-throw-away]").addEventListener("click", () => {
    carried = {};
    store(key, null);
    offer.hidden = true;
  });
  form.addEventListener("input", remember);
  form.addEventListener("change", remember);
  // Going to another view of the same file is no reason to ask.
  root.querySelector("[data-views]")?.addEventListener("click", () => store(`${key}:view`, true));
}
