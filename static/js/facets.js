// A facet with many values gets a box that hides those without the typed words.

// Full-width letters and capitals are no difference; nor are spaces.
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

function filterBox(facet) {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "field facet__filter";
  box.setAttribute("aria-label", facet.dataset.filter);
  box.placeholder = facet.dataset.filter;
  return box;
}

function emptyNote(facet) {
  const note = document.createElement("div"); // no height while there is nothing to say
  note.className = "muted";
  note.setAttribute("role", "status");
  note.dataset.none = facet.dataset.filterNone;
  return note;
}

// A value stays that has the words itself or below it: a county keeps its province in sight.
function hasWords(value, wanted) {
  return [...value.querySelectorAll(".fv > span")].some((label) => folded(label.textContent).includes(wanted));
}

function addFilter(facet) {
  const box = filterBox(facet);
  const note = emptyNote(facet);
  const fold = facet.querySelector("details");
  const opened = fold?.open ?? false;
  box.addEventListener("input", () => {
    const wanted = folded(box.value);
    if (fold !== null) fold.open = opened || wanted !== "";
    const values = [...facet.querySelectorAll(".fl > li")];
    for (const value of values) value.hidden = !hasWords(value, wanted);
    note.textContent = values.every((value) => value.hidden) ? note.dataset.none : "";
  });
  facet.querySelector("h3").after(box, note);
}

export function filterFacets(root) {
  root.querySelectorAll(".facet[data-filter]").forEach(addFilter);
}
