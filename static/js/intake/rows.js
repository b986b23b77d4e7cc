// Keeps the rows of a batch as they are in the database: asks every two seconds while files are being read,
// less often while nothing changes or the connection is lost, and never gives up.

const SOON = 2000;
const LATE = 15000;

function waitingRows(table) {
  return [...table.querySelectorAll('tr[data-state="queued"]')];
}

function replaceRow(table, row) {
  const old = table.querySelector(`#n${row.number}`);
  if (!old || (old.dataset.state === row.state && row.open)) return false;
  const holder = document.createElement("template");
  holder.innerHTML = row.html; // drawn and escaped by the server, as the page itself is
  const drawn = holder.content.querySelector("tr");
  const focused = old.contains(document.activeElement);
  old.replaceWith(drawn);
  if (focused) drawn.querySelector("a, button, input")?.focus();
  return true;
}

async function ask(table) {
  const address = new URL(table.dataset.status, location.href);
  for (const row of waitingRows(table)) address.searchParams.append("n", row.dataset.number);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function showCounts(counts) {
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = counts[place.dataset.count] ?? 0;
  }
}

function tickAll(root, table) {
  const control = root.querySelector("[data-tick-all]");
  if (!control) return;
  control.hidden = false;
  control.addEventListener("click", () => {
    for (const box of table.querySelectorAll('input[name="n"]')) box.checked = true;
  });
}

export function watchRows(root) {
  const table = root.querySelector("[data-rows]");
  if (!table) return;
  tickAll(root, table);
  let pause = SOON;

  async function look() {
    try {
      const answer = await ask(table);
      const moved = answer.rows.map((row) => replaceRow(table, row)).some(Boolean);
      showCounts(answer.counts);
      pause = moved ? SOON : Math.min(pause * 1.3, LATE);
    } catch {
      pause = LATE;
    }
    again();
  }

  function again() {
    if (waitingRows(table).length) setTimeout(look, pause);
    else root.querySelector("[data-pending]")?.remove();
  }

  again();
}
