// The list of examples: narrowed to those that have every word that is typed; folded away on a narrow screen.

export function openExamples(examples, find) {
  const sections = [...examples.querySelectorAll("section")];
  if (matchMedia("(max-width: 60rem)").matches) examples.open = false;
  const here = examples.querySelector("[aria-current]");
  if (here && examples.open) here.closest("nav").scrollTop = here.offsetTop - 80;
  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/);
    for (const section of sections) {
      const topic = section.querySelector("h2").textContent;
      for (const item of section.querySelectorAll("li")) {
        const told = `${topic} ${item.textContent} ${item.firstChild.search}`.toLowerCase();
        item.hidden = !words.every(word => told.includes(word));
      }
      section.hidden = !section.querySelector("li:not([hidden])");
    }
  });
}
