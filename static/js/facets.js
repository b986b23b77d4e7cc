// A facet with many values gets a box that hides those without the typed words.

function addFilter(facet) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "field facet__filter";
  box.setAttribute("aria-label", facet.dataset.filter);
  box.placeholder = facet.dataset.filter;
  const fold = facet.querySelector("details");
  const opened = fold?.open ?? false;
  box.addEventListener("input", () => {
    const wanted = box.value.trim();
    if (fold !== null) fold.open = opened || wanted !== "";
    for (const value of facet.querySelectorAll(".fl > li")) {
      value.hidden = !value.textContent.includes(wanted);
    }
  });
  facet.querySelector("h3").after(box);
}

export function filterFacets(root) {
  root.querySelectorAll(".facet[data-filter]").forEach(addFilter);
}
