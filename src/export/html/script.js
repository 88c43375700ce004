// The page reads well without this: it adds search, modes to hide, sorting, and a graph that shows its neighbours.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const search = document.querySelector("#search");
const modes = all("[data-mode]");

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const off = new Set(modes.filter(b => b.getAttribute("aria-pressed") === "false").map(b => b.dataset.mode));
  const fits = element => words.every(word => element.textContent.toLowerCase().includes(word));
  for (const item of all("li[data-held]")) item.hidden = off.has(item.dataset.held);
  for (const row of all("#entities tbody tr, .time li")) row.hidden = !fits(row) || off.has(row.dataset.held);
  for (const article of all("article")) {
    const items = all("li[data-held]", article);
    article.hidden = !fits(article) || (items.length > 0 && items.every(item => item.hidden));
  }
  const shown = all("article:not([hidden])").length;
  document.querySelector("#found").textContent = words.length || off.size ? `${shown} shown` : "";
}
search.addEventListener("input", filter);
for (const button of modes) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "false");
    filter();
  });
}

const theme = document.querySelector("#theme");
theme.addEventListener("click", () => {
  const dark = getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)";
  document.documentElement.style.colorScheme = dark ? "light" : "dark";
});
document.addEventListener("keydown", event => {
  if (event.target.matches("input")) {
    if (event.key === "Escape") { search.value = ""; filter(); search.blur(); }
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    if (event.key === "t") theme.click();
  }
});

// An article that search or modes hide is shown when a link leads to it.
addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.hidden) { target.hidden = false; target.scrollIntoView(); }
});

const graph = document.querySelector(".graph");
document.querySelector("#size").addEventListener("click", event => {
  const full = graph.classList.toggle("full");
  event.target.textContent = full ? "Fit the page" : "Full size";
});
const edges = all("[data-from]", graph), cards = all("[data-id]", graph);
function light(id) {
  const near = new Set([id]);
  for (const edge of edges) {
    const { from, to } = edge.dataset, on = from === id || to === id;
    if (on) near.add(from).add(to);
    edge.classList.toggle("dim", id !== null && !on);
  }
  for (const card of cards) card.classList.toggle("dim", id !== null && !near.has(card.dataset.id));
}
for (const card of cards) {
  const link = card.closest("a") ?? card;
  for (const event of ["mouseenter", "focus"]) link.addEventListener(event, () => light(card.dataset.id));
  for (const event of ["mouseleave", "blur"]) link.addEventListener(event, () => light(null));
}

for (const head of all("th button")) {
  head.addEventListener("click", () => {
    const cell = head.parentElement, body = cell.closest("table").tBodies[0];
    const up = cell.getAttribute("aria-sort") === "descending";
    for (const other of cell.parentElement.children) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", up ? "ascending" : "descending");
    const key = row => row.cells[cell.cellIndex].textContent;
    const order = (a, b) => key(a).localeCompare(key(b), "en", { numeric: true });
    body.append(...[...body.rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
  });
}
