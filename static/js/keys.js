// `/` goes to the search box, Escape closes an open drawer.

const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

function focusSearch(root, event) {
  const box = root.querySelector('form[role="search"] input[type="search"]');
  if (box === null) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function closeDrawer(root) {
  const close = root.querySelector(":target > .drawer-head a");
  if (close !== null) close.click();
}

export function watchKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !typing(event.target)) focusSearch(root, event);
    if (event.key === "Escape") closeDrawer(root);
  });
}
