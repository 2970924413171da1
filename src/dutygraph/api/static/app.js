// Makes pages quicker; everything works without it.
"use strict";
(function () {
  // a choice in a form is applied at once
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (field.matches && field.matches("[data-submit]") && field.form) { field.form.requestSubmit ? field.form.requestSubmit() : field.form.submit(); }
  });
  // empty fields stay out of the address
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if ((form.method || "get").toLowerCase() !== "get") { return; }
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name && !field.value && !field.required) { field.disabled = true; window.setTimeout(function () { field.disabled = false; }, 0); }
    });
  });
  Array.prototype.forEach.call(document.querySelectorAll("[data-print]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  // a node of the framed picture opens the link that this page has for it, and no other
  window.addEventListener("message", function (event) {
    var frame = document.querySelector("iframe.graph");
    if (!frame || event.source !== frame.contentWindow || !event.data || event.data.dutygraph !== "open") { return; }
    Array.prototype.some.call(document.querySelectorAll("a[data-node]"), function (link) {
      if (link.getAttribute("data-node") !== event.data.node) { return false; }
      window.location.assign(link.href);
      return true;
    });
  });
  // "/" goes to the search
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && tag !== "INPUT" && tag !== "SELECT" && tag !== "TEXTAREA") {
      var find = document.getElementById("find");
      if (find) { event.preventDefault(); find.focus(); }
    }
  });
  // the matrix: arrow keys walk the cells, row and column of a cell light up
  var matrix = document.querySelector("table.matrix");
  if (!matrix) { return; }
  var lit = [];
  function light(cell) {
    lit.forEach(function (each) { each.classList.remove("lit"); });
    lit = [];
    if (!cell) { return; }
    var head = matrix.tHead.rows[0].cells[cell.cellIndex], row = cell.parentNode.cells[0];
    [head, row].forEach(function (each) { if (each) { each.classList.add("lit"); lit.push(each); } });
  }
  function cellOf(target) { return target.closest ? target.closest("td") : null; }
  matrix.addEventListener("mouseover", function (event) { light(cellOf(event.target)); });
  matrix.addEventListener("mouseleave", function () { light(null); });
  matrix.addEventListener("focusin", function (event) { light(cellOf(event.target)); });
  matrix.addEventListener("keydown", function (event) {
    var step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key], cell = cellOf(event.target);
    if (!step || !cell) { return; }
    var row = cell.parentNode.rowIndex, column = cell.cellIndex;
    for (;;) {
      row += step[0]; column += step[1];
      var line = matrix.rows[row], next = line && line.cells[column];
      if (!next || next.tagName !== "TD") { return; }
      var link = next.querySelector("a");
      if (link) { event.preventDefault(); link.focus(); return; }
    }
  });
}());
