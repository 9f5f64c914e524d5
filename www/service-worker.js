// Keeps the page for use without a network. `cargo xtask bundle` writes two constants above this line: FILES, every file with
// the SHA-256 of its content, and FIRST, those that the page needs; the others, the large WebGPU engine, are kept once used.
//
// A kept file is known by its name and its content, so that this worker can only answer with the files of its own version:
// what did not change is not fetched again, and two versions never mix.
const scope = new URL(self.registration.scope);
// Another copy of the page at the same host has a cache of its own.
const CACHE = `layerlab ${scope.pathname}`;

const keyOf = (name) => new URL(`${name}?content=${encodeURIComponent(FILES[name])}`, scope).href;

// The browser compares the content with the hash and refuses another one, as it would come in the middle of an upload.
async function fetched(name) {
  const address = new URL(name === "index.html" ? "./" : name, scope);
  const answer = await fetch(new Request(address, { integrity: `sha256-${FILES[name]}`, cache: "no-cache" }));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

async function keep(cache, name) {
  let answer = await fetched(name);
  // An answer that was redirected can't be given for a page.
  if (answer.redirected) answer = new Response(await answer.blob(), { headers: answer.headers });
  await cache.put(keyOf(name), answer.clone());
  return answer;
}

async function install() {
  const cache = await caches.open(CACHE);
  for (const name of FIRST) {
    if (!(await cache.match(keyOf(name)))) await keep(cache, name);
  }
}

// Pages that are open stay with what served them: claiming them could give one of an older version our files.
async function activate() {
  const cache = await caches.open(CACHE);
  const known = new Set(Object.keys(FILES).map(keyOf));
  for (const { url } of await cache.keys()) {
    if (!known.has(url)) await cache.delete(url);
  }
}

async function answer(name) {
  const cache = await caches.open(CACHE);
  return (await cache.match(keyOf(name))) ?? keep(cache, name);
}

// The file that an address in the scope asks for; what is none of ours goes to the network.
function nameOf(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return undefined;
  const name = decodeURIComponent(pathname.slice(scope.pathname.length)) || "index.html";
  return Object.hasOwn(FILES, name) ? name : undefined;
}

// The page that asks has started nothing yet; another one may be in the middle of a run.
async function takeOver() {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (all.filter(({ url }) => url.startsWith(scope.href)).length > 1) return false;
  await self.skipWaiting();
  return true;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name) event.respondWith(answer(name));
});
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data === "take-over") event.waitUntil(takeOver().then((isTaken) => port.postMessage(isTaken)));
});
