"use strict";
// The page tells everything without this script; it adds filters, sorting, and moving about on the map.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);

  // A link to something inside closed details opens them first.
  const reveal = () => {
    const target = location.hash.length > 1 && one(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", reveal);
  reveal();

  const world = one("world");
  if (!world) return;

  const rows = all("#incidents tbody tr[data-id]");
  const filter = () => {
    const kinds = new Set(all("[data-kind]:checked").map((box) => box.dataset.kind));
    const words = one("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const least = Number(one("origins").value);
    one("origins-value").textContent = least;
    const shown = new Set();
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const keep = kinds.has(row.dataset.kind) && Number(row.dataset.origins) >= least && words.every((w) => text.includes(w));
      row.classList.toggle("off", !keep);
      if (keep) shown.add(row.dataset.id);
    }
    for (const disc of all(".discs a")) disc.classList.toggle("off", !shown.has(disc.dataset.id));
  };
  for (const box of all(".filters input")) box.addEventListener("input", filter);
  one("search").addEventListener("input", filter);

  for (const [column, head] of all(".sortable th").entries()) {
    let up = false;
    head.addEventListener("click", () => {
      up = !up;
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const order = (a, b) => key(a).localeCompare(key(b), "en", { numeric: true }) * (up ? 1 : -1);
      rows.sort(order).forEach((row) => row.parentElement.append(row));
    });
  }

  // The view in user units; names and pins keep their size on the screen.
  const box = world.viewBox.baseVal;
  const squeeze = Number(/scale\(([\d.]+)/.exec(world.firstElementChild.getAttribute("transform"))[1]);
  const scale = () => Math.max(box.width / world.clientWidth, box.height / world.clientHeight);
  const pins = all(".pin").map((pin) => [pin, Number(pin.getAttribute("r"))]);
  const names = all(".names text");
  const draw = () => {
    const unit = scale();
    for (const [pin, r] of pins) pin.setAttribute("r", r * unit * 1.4);
    for (const name of names) {
      name.style.fontSize = `${12 * unit}px`;
      name.style.strokeWidth = `${3 * unit}px`;
      const room = Number(name.dataset.width) * squeeze > name.textContent.length * 7 * unit;
      name.style.display = room ? "" : "none";
    }
  };
  const zoom = (factor, x = box.x + box.width / 2, y = box.y + box.height / 2) => {
    box.x = x - (x - box.x) * factor;
    box.y = y - (y - box.y) * factor;
    box.width *= factor;
    box.height *= factor;
    draw();
  };
  const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(world.getScreenCTM().inverse());
  one("zoom-in").addEventListener("click", () => zoom(1 / 1.5));
  one("zoom-out").addEventListener("click", () => zoom(1.5));
  world.addEventListener("wheel", (event) => {
    event.preventDefault();
    const point = at(event);
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, point.x, point.y);
  }, { passive: false });
  let held = null;
  world.addEventListener("pointerdown", (event) => { held = at(event); });
  addEventListener("pointerup", () => { held = null; });
  world.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return;
    const point = at(event);
    box.x += held.x - point.x;
    box.y += held.y - point.y;
  });
  addEventListener("resize", draw);
  draw();
})();
