// On a report: the arrows walk from hit to hit, and the table of contents follows the reader.

function walkHits(root) {
  const hits = [...root.querySelectorAll('mark[id^="hit-"]')];
  if (hits.length === 0) return;
  let current = hits.findIndex((hit) => `#${hit.id}` === location.hash);
  const go = (step) => {
    if (current === -1 && step < 0) current = 0;
    current = (current + step + hits.length) % hits.length;
    location.hash = hits[current].id;
  };
  for (const link of root.querySelectorAll("a[data-step]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(Number(link.dataset.step));
    });
  }
}

function followReader(root) {
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

walkHits(document);
followReader(document);
