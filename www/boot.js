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

// What ?lang= asks for, or else what was chosen here before, or else the first of the browser's languages that there is: as it
// stands (pt-BR), by its writing (zh-Hans for zh-CN), or by its first part (pt).
function choose(languages) {
  const asked = new URLSearchParams(location.search).get("lang") ?? remembered();
  for (const tag of asked ? [asked] : navigator.languages) {
    for (const candidate of [tag, written(tag), tag.split("-")[0]]) {
      const found = languages.find((language) => language.toLowerCase() === candidate.toLowerCase());
      if (found) return found;
    }
  }
  return DEFAULT;
}

// The language and its writing, zh-Hans for zh-CN; what is no language tag stays as it is.
function written(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return tag;
  }
}

// What the language menu keeps (src/hooks/use_language.rs); a frame without storage has nothing.
function remembered() {
  try {
    return localStorage.getItem("layerlab-language");
  } catch {
    return null;
  }
}

// The words of a language after those of English, which fill its gaps. The page calls this again when another is chosen.
async function words(language) {
  const text = async (tag) => (await get(`locales/${tag}.ftl`)).text();
  return Promise.all([...new Set([DEFAULT, language])].map(text));
}

// locales/index.json lists the files of words that there are. English is fetched beside it, since it is always needed.
async function wordsAtStart() {
  const english = words(DEFAULT);
  const languages = await (await get("locales/index.json")).json();
  const language = choose(languages);
  return { language, languages, files: language === DEFAULT ? await english : await words(language) };
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
  const [{ language, languages, files }, { default: start, mount }] = await Promise.all([
    wordsAtStart(),
    import(new URL(bindings, document.baseURI)),
  ]);
  await start({ module_or_path: new URL(wasm, document.baseURI) });
  mount(language, files, languages, words);
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
