// Starts the explorer: loads its words and its wasm side by side, then mounts it. It stands in a file of its own because the
// content security policy allows no inline script; Trunk writes the names of the bindings and the wasm onto the script
// element (pattern_script in Trunk.toml).
const { bindings, wasm } = document.querySelector("script[data-bindings]").dataset;
const DEFAULT = "en";

async function get(path) {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

// What ?lang= asks for, or else the first of the browser's languages that there is: as it stands (pt-BR), or its first part
// (pt).
function choose(languages) {
  const asked = new URLSearchParams(location.search).get("lang");
  for (const tag of asked ? [asked] : navigator.languages) {
    for (const candidate of [tag, tag.split("-")[0]]) {
      const found = languages.find((language) => language.toLowerCase() === candidate.toLowerCase());
      if (found) return found;
    }
  }
  return DEFAULT;
}

// The words of a language after those of English, which fill its gaps. locales/index.json lists the files that there are.
async function words() {
  const english = get(`locales/${DEFAULT}.ftl`).then((file) => file.text());
  const language = choose(await (await get("locales/index.json")).json());
  const files = [await english];
  if (language !== DEFAULT) files.push(await (await get(`locales/${language}.ftl`)).text());
  return { language, files };
}

// Only a published page can do without a network; that it can't must not keep it from starting.
async function ofPublished() {
  if (!document.querySelector("meta[name=layerlab-offline]")) return undefined;
  const offline = await import("./offline.js");
  await offline.takeUpdate();
  return offline;
}

async function boot() {
  const offline = await ofPublished().catch(() => undefined);
  const [{ language, files }, { default: start, mount }] = await Promise.all([
    words(),
    import(new URL(bindings, document.baseURI)),
  ]);
  await start({ module_or_path: new URL(wasm, document.baseURI) });
  document.documentElement.lang = language;
  mount(language, files);
  // Not before the page is in use: what is kept for later must not hold up what is needed now.
  const register = () => offline?.register().catch(() => undefined);
  window.requestIdleCallback ? requestIdleCallback(register) : setTimeout(register, 3000);
}

boot().catch((error) => {
  // A frame without an origin reads files only from servers that let everybody do so.
  const isSandboxed = self.origin === "null" && location.protocol.startsWith("http");
  const sandbox = document.getElementById("frame-trouble");
  if (isSandboxed && sandbox) sandbox.hidden = false;
  else document.getElementById("start-trouble")?.classList.add("is-certain");
  throw error;
});
