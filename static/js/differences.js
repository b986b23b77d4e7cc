// On two texts word against word: the keys n and p walk from place to place. Links do it without a script.

const KEYS_OFF = "hit-keys-off"; // as on the reading page: who switched single keys off there wants none here

// Pages are complete without storage, which readers may forbid.
function withStorage(use, otherwise) {
  try {
    return use(localStorage);
  } catch {
    return otherwise;
  }
}

const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export function walkDifferences(root) {
  const places = [...root.querySelectorAll('[data-differences] [id^="d-"]')];
  const button = root.querySelector("[data-step-keys]");
  const status = root.querySelector("[data-step-status]");
  if (places.length === 0 || button === null) return;
  places.sort((one, other) => Number(one.id.slice(2)) - Number(other.id.slice(2)));
  const reached = () => places.findIndex((place) => `#${place.id}` === location.hash);
  // From elsewhere on the page, the next place is the first one below its top.
  const next = (step) => {
    const current = reached();
    if (current >= 0) return (current + step + places.length) % places.length;
    const below = places.findIndex((place) => place.getBoundingClientRect().top > 0);
    const first = below < 0 ? 0 : below;
    return step > 0 ? first : (first - 1 + places.length) % places.length;
  };
  const go = (step) => {
    location.hash = places[next(step)].id;
  };
  const say = () => {
    const current = reached();
    if (current < 0) return;
    const place = places[current];
    place.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    place.focus({ preventScroll: true });
    status.textContent = status.dataset.words.replace("##", places.length).replace("#", current + 1);
  };
  window.addEventListener("hashchange", say);
  say();
  walkByKeys(root, button, go);
}

// Single keys can be switched off, for those who speak to their computer (WCAG 2.1.4).
function walkByKeys(root, button, go) {
  let on = !withStorage((storage) => storage.getItem(KEYS_OFF) !== null, false);
  const show = () => button.setAttribute("aria-pressed", String(on));
  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    on = !on;
    withStorage((storage) => (on ? storage.removeItem(KEYS_OFF) : storage.setItem(KEYS_OFF, "1")));
    show();
  });
  root.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "n" && key !== "p") return;
    go((key === "n") !== event.shiftKey ? 1 : -1);
  });
}

walkDifferences(document);
