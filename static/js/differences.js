// On two texts word against word: the keys n and p walk from place to place. Links do it without a script.
import { walkByKeys } from "./reading.js";

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
