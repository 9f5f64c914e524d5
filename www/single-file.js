// The page in one file: what `fetch` and `Worker` would load from beside the page lies in the page itself, since a browser lets
// a page that is a file load nothing. `cargo xtask bundle` puts this before www/boot.js, in one script.
{
  // Lets `scope`, the page or a worker, find these files (blobs by name). `program` is the source of the engine's workers.
  // A worker can't read what the page holds, so it is sent its files before its program starts, and sends them on to workers of
  // its own. It is a classic script: Chromium refuses modules and addresses of blobs in workers of a page that is a file.
  function install(scope, files, program) {
    const { fetch, Worker } = scope;
    scope.fetch = async (address, options) => {
      const asked = String(address.url ?? address);
      const name = Object.keys(files).find((name) => asked === name || asked.endsWith(`/${name}`));
      return name ? new Response(files[name]) : fetch.call(scope, address, options);
    };
    scope.Worker = function (_, { name } = {}) {
      const worker = new Worker(URL.createObjectURL(new Blob([program], { type: "text/javascript" })), { name });
      worker.postMessage({ files, program });
      return worker;
    };
  }

  // What a worker does with the first message; those after it are for its program.
  async function begin({ data: { files, program } }) {
    install(self, files, program);
    await wasm_bindgen({ module_or_path: await files["engine-cpu_bg.wasm"].arrayBuffer() });
  }

  async function unpack({ textContent, dataset: { type, packed } }) {
    const bytes = Uint8Array.from(atob(textContent), (letter) => letter.charCodeAt(0));
    const blob = new Blob([bytes], { type });
    if (packed === undefined) return blob;
    const unpacked = new Response(blob.stream().pipeThrough(new DecompressionStream("gzip")));
    return new Blob([await unpacked.arrayBuffer()], { type });
  }

  const elements = [...document.querySelectorAll("script[data-file]")];
  const files = Object.fromEntries(
    await Promise.all(elements.map(async (element) => [element.dataset.file, await unpack(element)])),
  );
  elements.forEach((element) => element.remove());

  const engine = await files["engine-cpu.js"].text();
  install(window, files, `${engine}\n${install}\n${begin}\naddEventListener("message", begin, { once: true });`);

  // www/boot.js imports the bindings from here.
  const { dataset } = document.querySelector("script[data-bindings]");
  dataset.bindings = URL.createObjectURL(files[dataset.bindings]);
}
