// One slide at a time. Like reveal.js, it posts "slide:start" to the frames of the slide that is shown and "slide:stop" to
// those of the slide that was left.
"use strict";

const slides = [...document.querySelectorAll("section")];
let current = -1;

function tell(slide, message) {
  // reveal.js posts to any origin, too: the messages say nothing about anybody.
  for (const frame of slide.querySelectorAll("iframe")) frame.contentWindow?.postMessage(message, "*");
}

function show(index) {
  const next = Math.min(Math.max(index, 0), slides.length - 1);
  if (next === current) return;
  if (current >= 0) tell(slides[current], "slide:stop");
  slides.forEach((slide, place) => slide.classList.toggle("is-current", place === next));
  tell(slides[next], "slide:start");
  current = next;
  document.getElementById("place").textContent = `${current + 1} of ${slides.length}`;
}

// A frame that loads later than its slide is shown, or on another slide, is told then.
slides.forEach((slide, place) => {
  for (const frame of slide.querySelectorAll("iframe")) {
    frame.addEventListener("load", () => tell(slide, place === current ? "slide:start" : "slide:stop"));
  }
});
document.getElementById("back").addEventListener("click", () => show(current - 1));
document.getElementById("on").addEventListener("click", () => show(current + 1));
addEventListener("keydown", ({ key }) => {
  if (["ArrowRight", "PageDown"].includes(key)) show(current + 1);
  if (["ArrowLeft", "PageUp"].includes(key)) show(current - 1);
});
show(0);
