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
  const discs = all(".discs a");
  const inTime = (row) => {
    const { from, to } = row.dataset;
    if (!from) return one("undated").checked;
    return (!one("to").value || from <= one("to").value) && (!one("from").value || to >= one("from").value);
  };
  const filter = () => {
    const kinds = new Set(all("[data-kind]:checked").map((box) => box.dataset.kind));
    const words = one("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const least = Number(one("origins").value);
    const country = one("country").value;
    one("origins-value").textContent = least;
    const shown = new Set();
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const keep = kinds.has(row.dataset.kind) && Number(row.dataset.origins) >= least && inTime(row)
        && (!country || row.dataset.country === country) && words.every((w) => text.includes(w));
      row.classList.toggle("off", !keep);
      if (keep) shown.add(row.dataset.id);
    }
    for (const disc of discs) disc.classList.toggle("off", !shown.has(disc.dataset.id));
    for (const told of all("details.incident")) told.classList.toggle("off", !shown.has(told.id.slice(2)));
    one("shown").textContent = `${shown.size} of ${rows.length} incidents`;
  };
  const form = one("filters");
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { one("search").value = ""; filter(); fit(); }));
  one("country").addEventListener("change", () => fit());
  for (const button of all("[data-all]")) button.addEventListener("click", () => {
    for (const box of all("[data-kind]")) box.checked = Boolean(button.dataset.all);
    filter();
  });
  one("search").addEventListener("input", filter);
  for (const bar of all(".timeline rect")) bar.addEventListener("click", () => {
    one("from").value = bar.dataset.first;
    one("to").value = bar.dataset.last;
    filter();
    fit();
  });

  for (const [column, head] of all(".sortable th").entries()) {
    let up = false;
    head.addEventListener("click", () => {
      up = !up;
      for (const other of all(".sortable th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
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
  // The view fits what is shown: its discs with a margin, as wide as the first view's margin at the least.
  const first = { x: box.x, y: box.y, width: box.width, height: box.height };
  const fit = () => {
    const extents = discs.filter((disc) => !disc.classList.contains("off")).map((disc) => disc.lastElementChild);
    const to = { ...first };
    if (extents.length && extents.length < discs.length) {
      const xs = extents.map((pin) => Number(pin.getAttribute("cx")) * squeeze);
      const ys = extents.map((pin) => Number(pin.getAttribute("cy")));
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      const room = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, Number(world.dataset.least));
      to.width = to.height = room * 1.3;
      to.x = (left + Math.max(...xs) - to.width) / 2;
      to.y = (top + Math.max(...ys) - to.height) / 2;
    }
    Object.assign(box, to);
    draw();
  };
  one("fit").addEventListener("click", fit);
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  world.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = KEYS[event.key];
    if (step) { box.x += step[0] * box.width / 8; box.y += step[1] * box.height / 8; }
    else if (event.key === "+" || event.key === "=") zoom(1 / 1.5);
    else if (event.key === "-") zoom(1.5);
    else return;
    event.preventDefault();
  });
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
  filter(); // a browser may have kept what was chosen before the page was loaded anew
  draw();
})();
