// Tables inside .sortable sort by the column whose head is clicked, numbers as numbers.
for (const table of document.querySelectorAll(".sortable table")) {
  table.querySelectorAll("th").forEach((head, column) => {
    const sort = () => {
      const order = head.ariaSort === "ascending" ? -1 : 1;
      const text = (row) => row.cells[column].textContent.trim();
      const rows = [...table.tBodies[0].rows];
      rows.sort((one, other) => order * text(one).localeCompare(text(other), undefined, { numeric: true }));
      table.tBodies[0].append(...rows);
      table.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
      head.ariaSort = order === 1 ? "ascending" : "descending";
    };
    head.setAttribute("role", "button");
    head.tabIndex = 0;
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => event.key === "Enter" && sort());
  });
}
