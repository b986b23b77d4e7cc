// On a report or a section: links and keys walk from hit to hit, and the table of contents follows the reader.

const KEYS_OFF = "hit-keys-off";
const remembered = (storage) => storage.getItem(KEYS_OFF) !== null;

// Pages are complete without storage, which readers may forbid.
function withStorage(use, otherwise) {
  try {
    return use(localStorage);
  } catch {
    return otherwise;
  }
}

const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

export function walkHits(root) {
  const hits = [...root.querySelectorAll('mark[id^="hit-"]')];
  const box = root.querySelector("[data-hitnav]");
  if (hits.length === 0 || box === null) return;
  const status = box.querySelector("[data-hit-status]");
  const count = box.querySelector("b.num");
  const reached = () => hits.findIndex((hit) => `#${hit.id}` === location.hash);
  // From elsewhere on the page, the next hit is the first one below its top.
  const next = (step) => {
    const current = reached();
    if (current >= 0) return (current + step + hits.length) % hits.length;
    const below = hits.findIndex((hit) => hit.getBoundingClientRect().top > 0);
    const first = below < 0 ? 0 : below;
    return step > 0 ? first : (first - 1 + hits.length) % hits.length;
  };
  const go = (step) => {
    location.hash = hits[next(step)].id;
  };
  const say = () => {
    const current = reached();
    if (current < 0) return;
    const words = status.dataset.words.replace("##", hits.length).replace("#", current + 1);
    status.textContent = words;
    count.textContent = `${current + 1} / ${hits.length}`;
  };
  for (const link of box.querySelectorAll("a[data-step]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(Number(link.dataset.step));
    });
  }
  window.addEventListener("hashchange", say);
  say();
  walkByKeys(root, box.querySelector("[data-hit-keys]"), go);
}

// Single keys can be switched off, for those who speak to their computer (WCAG 2.1.4).
export function walkByKeys(root, button, go) {
  let on = !withStorage(remembered, false);
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

export function followReader(root) {
  const links = new Map();
  for (const link of root.querySelectorAll('.toc li a[href^="#"]')) links.set(link.hash.slice(1), link);
  if (links.size === 0) return;
  const mark = (id) => {
    for (const [anchor, link] of links) {
      if (anchor === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const entered = entries.filter((entry) => entry.isIntersecting && links.has(entry.target.id));
      if (entered.length > 0) mark(entered[0].target.id);
    },
    { rootMargin: "-10% 0px -80% 0px" },
  );
  root.querySelectorAll(".prose > section[id]").forEach((section) => observer.observe(section));
}
