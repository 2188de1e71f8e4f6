// The values of a named query: the server puts them into its text, so that no text is glued together here.
import {openSearch} from "./search.js";
import {fetched} from "./protocol.js";

export function openParameters(form, filled) {
  form.querySelectorAll("[data-kinds]").forEach(openSearch);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    wrong(form, null);
    try {
      const values = new URLSearchParams([...new FormData(form), ["format", "sparql"]]);
      filled(await (await fetched(`${form.action}?${values}`)).text());
    } catch (problem) {
      wrong(form, problem);
    }
  });
}

// Say what is wrong with a value, beside its field.
function wrong(form, problem) {
  form.querySelectorAll(".wrong").forEach(told => told.remove());
  form.querySelectorAll("[aria-invalid]").forEach(field => field.removeAttribute("aria-invalid"));
  if (!problem) return;
  const field = form.elements[problem.parameter] ?? named(form, problem.message);
  const told = Object.assign(document.createElement("p"), {className: "wrong", textContent: problem.message});
  told.setAttribute("role", "alert");
  (field?.closest(".field") ?? form).append(told);
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}

// Return the field whose value the message quotes.
function named(form, message) {
  return [...form.elements].find(field => field.value && message.includes(`'${field.value}'`));
}
