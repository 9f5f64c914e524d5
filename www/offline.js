// The published page without a network: registers the service worker, and takes a newer version only before anything of this
// one runs. `cargo xtask bundle` writes the mark that loads this module; local servers and the page in one file don't have it.
const WORKER = "./service-worker.js";

// In a frame the page is part of another one, and in a sandboxed frame it has no place to keep anything.
function isAllowed() {
  const isOwnPage = window.origin !== "null" && window === window.top;
  const isEmbedded = new URLSearchParams(location.search).has("embed");
  // `layerlab explore` serves the page itself, from this computer.
  const isServedHere = document.querySelector("meta[name=layerlab-runs]") !== null;
  return isOwnPage && !isEmbedded && !isServedHere && isSecureContext && "serviceWorker" in navigator;
}

// A worker that does not answer must not hold up the page.
const within = (milliseconds, promise) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds))]);

// Lets a version that was fetched earlier take over and loads the page anew, unless another tab still uses this one.
export async function takeUpdate() {
  if (!isAllowed() || !navigator.serviceWorker.controller) return;
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  if (!waiting) return;
  const answer = new MessageChannel();
  const isTaken = new Promise((resolve) => (answer.port1.onmessage = ({ data }) => resolve(data)));
  const hasControl = new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve));
  waiting.postMessage("take-over", [answer.port2]);
  if (!(await within(2000, isTaken))) return;
  await within(5000, hasControl);
  location.reload();
  // Nothing of the old version starts any more.
  await new Promise(() => {});
}

// Registers the worker once the page is in use, and tells the page when a newer version is there.
export async function register() {
  if (!isAllowed()) return;
  const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  registration.addEventListener("updatefound", () => {
    const found = registration.installing;
    found?.addEventListener("statechange", () => {
      if (found.state === "installed" && navigator.serviceWorker.controller) {
        window.dispatchEvent(new Event("layerlab-update"));
      }
    });
  });
}
