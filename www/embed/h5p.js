// The page's side of H5P's conversation about heights: hello, prepareResize, resizePrepared, resize.
"use strict";

const frames = [...document.querySelectorAll("iframe")];
const answers = {
  hello(frame, _data, answer) {
    frame.style.width = "100%";
    // The content may wrap anew when the page has another width.
    addEventListener("resize", () => answer("resize"));
    answer("hello");
  },
  prepareResize(frame, data, answer) {
    if (frame.clientHeight === data.scrollHeight && data.scrollHeight === data.clientHeight) return;
    frame.style.height = `${data.clientHeight}px`;
    answer("resizePrepared");
  },
  resize(frame, data) {
    frame.style.height = `${data.scrollHeight}px`;
  },
};

addEventListener("message", ({ source, origin, data }) => {
  const frame = frames.find((frame) => frame.contentWindow === source);
  if (!frame || data?.context !== "h5p" || !Object.hasOwn(answers, data.action)) return;
  const target = origin === "null" ? "*" : origin;
  answers[data.action](frame, data, (action) => source.postMessage({ context: "h5p", action }, target));
});
// Frames that were there first say hello again.
for (const frame of frames) frame.contentWindow?.postMessage({ context: "h5p", action: "ready" }, "*");
