// Rows of the outline show at once what a chosen level means; saving shows the same.

const DEEPEST = 4;

function show(row, level) {
  row.classList.toggle("is-dropped", level === "drop");
  row.classList.toggle("is-merged", level === "merge");
  if (!/^\d+$/.test(level)) return;
  for (let depth = 0; depth <= DEEPEST; depth += 1) row.classList.remove(`in${depth}`);
  row.classList.add(`in${Math.min(Math.max(Number(level) - 1, 0), DEEPEST)}`);
}

export function followLevels(root) {
  root.querySelector("ol.outline")?.addEventListener("change", (event) => {
    const { target } = event;
    if (target.name?.endsWith("-level")) show(target.closest("li"), target.value);
  });
}
