// A field that finds terms while one types: a combobox with a list, as the ARIA practices describe it.

let count = 0;

export function openSearch(input) {
  const kinds = input.dataset.kinds.split(" ").filter(Boolean);
  const list = Object.assign(document.createElement("ul"), {id: `found-${count++}`, className: "found", hidden: true});
  list.setAttribute("role", "listbox");
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);
  let active = -1, asked = 0;

  async function look() {
    const mine = ++asked, text = input.value.trim();
    if (text.length < 2) return close();
    const found = await search(text, kinds).catch(() => []);
    if (mine !== asked || document.activeElement !== input) return;
    list.replaceChildren(...found.map(offered));
    activate(-1);
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function offered(term, i) {
    const item = Object.assign(document.createElement("li"), {id: `${list.id}-${i}`, textContent: term.label});
    const also = term.name !== term.label ? `“${term.name}”, ${term.kind}` : term.kind;
    item.append(Object.assign(document.createElement("span"), {className: "why", textContent: ` ${also}`}));
    item.setAttribute("role", "option");
    item.dataset.value = term.label;
    item.addEventListener("mousedown", event => { event.preventDefault(); choose(item); });
    return item;
  }

  function activate(i) {
    active = i;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === i)));
    list.children[i]?.scrollIntoView({block: "nearest"});
    if (i >= 0) input.setAttribute("aria-activedescendant", list.children[i].id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(item) {
    input.value = item.dataset.value;
    close();
  }

  function close() {
    asked++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  input.addEventListener("input", look);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && list.hidden) look();
    else if (step) activate((active + step + list.children.length) % list.children.length);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
}

// Return the terms of some kinds (of any, where none is named) that a text may mean, the best first.
export async function search(text, kinds = [], limit = 12) {
  const asked = (kinds.length ? kinds : [""]).map(async kind => {
    const values = new URLSearchParams({q: text, limit, ...(kind && {kind})});
    const response = await fetch(`/search?${values}`);
    return response.ok ? (await response.json()).results : [];
  });
  const rank = ["code", "label", "exact synonym", "synonym", "words", "similar"];
  const found = (await Promise.all(asked)).flat();
  return found.sort((a, b) => rank.indexOf(a.match) - rank.indexOf(b.match)).slice(0, limit);
}
