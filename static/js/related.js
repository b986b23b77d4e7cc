// Related words are counted after the results are on the page, when their place comes near the screen.

const NEAR = "600px";

async function fetchWords(link) {
  const url = new URL(link.href);
  url.searchParams.set("part", "list");
  const response = await fetch(url);
  return response.ok ? response.text() : "";
}

async function fill(place) {
  const link = place.querySelector("a");
  const words = await fetchWords(link).catch(() => "");
  if (words.trim() === "") return; // the link stays
  const page = new DOMParser().parseFromString(words, "text/html");
  link.closest("p").replaceWith(...page.body.children);
}

export function fillRelated(root) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        watcher.unobserve(target);
        fill(target);
      }
    },
    { rootMargin: NEAR },
  );
  root.querySelectorAll("[data-related]").forEach((place) => watcher.observe(place));
}
