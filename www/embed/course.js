// The page's side of the messages (docs/embedding.md): heights, buttons, and what was found.
"use strict";

const frames = [...document.querySelectorAll("iframe")];
const driven = document.getElementById("driven");
const found = document.getElementById("found");
const home = new URL(driven.src).origin;

addEventListener("message", ({ source, origin, data }) => {
  const frame = frames.find((frame) => frame.contentWindow === source);
  if (!frame || origin !== home || data?.type !== "layerlab") return;
  if (data.event === "resize") frame.style.height = `${data.height}px`;
  if (frame !== driven) return;
  if (data.event === "state" && data.state.status !== "empty") found.value = `${data.state.status}, step ${data.state.step} of ${data.state.steps}`;
  if (data.event === "finding") found.value = data.finding;
  if (data.event === "error") found.value = data.message;
});

for (const button of document.querySelectorAll("[data-action]")) {
  button.addEventListener("click", () => {
    driven.contentWindow.postMessage({ type: "layerlab", version: 1, action: button.dataset.action }, home);
  });
}
