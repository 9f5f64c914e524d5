// The platform's side of Canvas' message "lti.frameResize".
"use strict";

const frames = [...document.querySelectorAll("iframe")];

addEventListener("message", ({ source, data }) => {
  const frame = frames.find((frame) => frame.contentWindow === source);
  if (frame && data?.subject === "lti.frameResize" && data.height > 0) frame.style.height = `${Math.min(data.height, 4000)}px`;
});
