// Keys that work on every page: Ctrl K and / open the palette, j and k walk through rows, Escape closes menus.

// Buttons that have the page printed, or saved as PDF, by the browser.
document.addEventListener("click", event => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

const typing = target => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", event => {
  const palette = document.querySelector("[data-palette]");
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k" && palette) {
    event.preventDefault();
    palette.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  if (event.key === "/" && palette) {
    event.preventDefault();
    palette.click();
  } else if (event.key === "j" || event.key === "k") {
    walk(event.key === "j" ? 1 : -1);
  } else if (event.key === "Escape") {
    closeMenus(null);
  } else if (steps[event.key]) {
    walkCells(event, steps[event.key]);
  }
});

// A table of links is one stop of Tab: inside it, arrow keys walk from cell to cell, and Tab comes back to where they were.
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function walkCells(event, [down, right]) {
  const cell = event.target.closest("[data-walk] td");
  if (!cell) {
    return;
  }
  event.preventDefault();
  const rows = cell.closest("tbody").rows;
  let [row, column] = [cell.parentElement.sectionRowIndex, cell.cellIndex];
  let link = null;
  do {
    [row, column] = [row + down, column + right];
    link = rows[row]?.cells[column]?.querySelector("a");
  } while (!link && rows[row]?.cells[column]);
  if (link) {
    cell.closest("[data-walk]").querySelectorAll("td a").forEach(other => other.tabIndex = other === link ? 0 : -1);
    link.focus();
  }
}

// A menu is a <details>: it also works before the connection is up. Elsewhere clicked, it closes.
document.addEventListener("click", event => closeMenus(event.target.closest("details.menu-host")));

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu-host[open]")) {
    if (menu !== except) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) {
        menu.querySelector("summary")?.focus();
      }
    }
  }
}

// Choosing something in a menu closes it.
document.addEventListener("click", event => {
  const item = event.target.closest(".menu .item");
  const menu = item?.closest("details.menu-host");
  if (menu) {
    menu.open = false;
  }
});

function walk(step) {
  const rows = [...document.querySelectorAll("main .work > li, main .card table > tbody > tr, main [data-rows] > li")]
    .map(row => row.querySelector("a[href], button:not([disabled])"))
    .filter(link => link && link.offsetParent);
  if (rows.length === 0) {
    return;
  }
  const at = rows.findIndex(link => link.closest("li, tr").contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))].focus();
}

