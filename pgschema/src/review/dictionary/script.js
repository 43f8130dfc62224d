"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];

  // A page from a file may have no storage; then a choice lasts as long as the page.
  const stored = () => {
    try {
      return localStorage.getItem("pgschema-theme");
    } catch {
      return null;
    }
  };
  const store = (theme) => {
    try {
      localStorage.setItem("pgschema-theme", theme);
    } catch {
      // Nothing to be done.
    }
  };
  let theme = themes.includes(stored()) ? stored() : "auto";
  const show = () => {
    if (theme === "auto") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = theme;
    }
  };
  // Before anything is painted.
  show();

  const start = () => {
    const button = document.getElementById("theme");
    const name = () => {
      button.textContent = { auto: "Auto", light: "Light", dark: "Dark" }[theme];
      button.setAttribute("aria-label", `Colours: ${theme}`);
    };
    name();
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      store(theme);
      show();
      name();
    });

    // On a small screen the list of tables would fill the first page.
    if (matchMedia("(max-width: 800px)").matches) {
      document.querySelector("nav details").removeAttribute("open");
    }

    const fit = document.getElementById("fit");
    fit?.addEventListener("click", () => {
      const fits = document.querySelector(".canvas").classList.toggle("fit");
      fit.setAttribute("aria-pressed", String(fits));
    });

    search();
    lines();
  };

  const search = () => {
    const input = document.getElementById("search");
    const status = document.getElementById("status");
    const nothing = document.querySelector(".nothing");
    const text = (element) => element.textContent.toLowerCase();
    const articles = [...document.querySelectorAll("main article")].map((element) => ({
      element,
      name: (element.dataset.name ?? "").toLowerCase(),
      head: text(element.querySelector("h3")) + text(element.querySelector(".comment") ?? element.querySelector("h3")),
      rows: [...element.querySelectorAll("table.columns tbody tr")].map((row) => ({
        row,
        text: text(row),
      })),
    }));
    const links = new Map(
      [...document.querySelectorAll("nav .names li")].map((item) => [item.dataset.for, item]),
    );
    const parts = [...document.querySelectorAll("main > section")];

    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const has = (text) => words.every((word) => text.includes(word));
      let found = 0;
      for (const { element, head, rows } of articles) {
        const whole = words.length === 0 || has(head);
        let some = whole;
        for (const { row, text } of rows) {
          const fits = whole || has(head + " " + text);
          row.hidden = !fits;
          some ||= fits;
        }
        element.hidden = !some;
        // What is found in a column is seen better without the rest.
        element.classList.toggle("partly", some && !whole);
        const link = links.get(element.id);
        if (link) {
          link.hidden = !some;
        }
        found += some ? 1 : 0;
      }
      for (const part of parts) {
        part.hidden = words.length > 0 && !part.querySelector("article:not([hidden])");
      }
      nothing.hidden = found > 0 || words.length === 0;
      status.textContent = words.length > 0 ? `${found} found` : "";
    };

    let pending = 0;
    input.addEventListener("input", () => {
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(filter);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        input.value = "";
        filter();
        input.blur();
      } else if (event.key === "Enter") {
        const words = input.value.trim().toLowerCase();
        const exact = articles.find(({ element, name }) => !element.hidden && name === words);
        const first = exact ?? articles.find(({ element }) => !element.hidden);
        if (first) {
          first.element.querySelector("h3 a")?.focus();
          first.element.scrollIntoView();
        }
      }
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    });
    // A link leads to what the search hides: then the search is over.
    window.addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (target?.closest("[hidden]")) {
        input.value = "";
        filter();
        target.scrollIntoView();
      }
    });
    if (input.value) {
      filter();
    }
  };

  // The keys of the card that is pointed at.
  const lines = () => {
    const ends = new Map();
    for (const line of document.querySelectorAll(".erd .line[data-ends]")) {
      for (const id of line.dataset.ends.split(" ")) {
        ends.set(id, [...(ends.get(id) ?? []), line]);
      }
    }
    for (const [id, own] of ends) {
      const card = document.getElementById(id);
      const mark = (on) => () => own.forEach((line) => line.classList.toggle("on", on));
      card.addEventListener("pointerenter", mark(true));
      card.addEventListener("pointerleave", mark(false));
      card.addEventListener("focusin", mark(true));
      card.addEventListener("focusout", mark(false));
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
