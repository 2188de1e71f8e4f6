// An answer on the page: a table whose names are links, a yes or no, or triples.
import {contract, place} from "./vocabulary.js";

export const CUT = "The server cut the answer at its limit: there is more. Add a LIMIT, or narrow the query.";
const SHOWN = 1000; // rows that a browser lays out without a pause

export function clear(target) {
  target.replaceChildren();
}

// Show an answer and return what is to be said of it.
export function show(target, answer, vocabulary, milliseconds) {
  const took = `${milliseconds.toLocaleString("en")} ms`;
  const cut = answer.truncated ? ` ${CUT}` : "";
  if (answer.kind === "truth") {
    target.replaceChildren(element("p", {className: "truth", textContent: answer.truth ? "Yes" : "No"}));
    return `Answered in ${took}.`;
  }
  if (answer.kind === "graph") {
    target.replaceChildren(element("pre", {textContent: answer.text, tabIndex: 0}));
    return `Triples as Turtle, in ${took}.${cut}`;
  }
  const {rows} = answer, shown = Math.min(rows.length, SHOWN);
  target.replaceChildren(table(answer, vocabulary, shown));
  const none = rows.length ? "" : " The graph holds nothing that fits.";
  const more = shown < rows.length ? ` The first ${shown.toLocaleString("en")} are shown; the download has all.` : "";
  return `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"} in ${took}.${none}${more}${cut}`;
}

function table({variables, rows}, vocabulary, shown) {
  const head = element("tr", {}, variables.map(name => element("th", {scope: "col", textContent: name.replaceAll("_", " ")})));
  const body = rows.slice(0, shown).map(
    row => element("tr", {}, variables.map(name => cell(row[name], vocabulary))));
  const whole = element("table", {}, [element("thead", {}, [head]), element("tbody", {}, body)]);
  const scroll = element("div", {className: "scroll", tabIndex: 0}, [whole]);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "results");
  return scroll;
}

function cell(term, vocabulary) {
  if (!term) return element("td");
  if (term.type === "uri") return element("td", {}, named(term.value, vocabulary));
  const number = /#(integer|decimal|double|float)$/.test(term.datatype ?? "");
  const kind = term["xml:lang"] ?? (term.datatype ? contract(vocabulary, term.datatype) : "");
  return element("td", {textContent: term.value, title: kind, className: number ? "number" : ""});
}

function named(iri, vocabulary) {
  const curie = contract(vocabulary, iri), label = vocabulary.labels.get(curie), here = place(vocabulary, curie);
  const link = here || (/^https?:/.test(iri) ? iri : "");
  const name = link ? element("a", {href: link, textContent: curie, title: iri, rel: "noreferrer"})
    : element("span", {textContent: curie, title: iri});
  name.classList.add("curie");
  return label ? [name, element("span", {className: "why", textContent: ` ${label}`})] : [name];
}

function element(name, properties = {}, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
