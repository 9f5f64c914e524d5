// Starts the explorer. It is a separate file because the content security policy forbids inline scripts. Trunk writes the
// names of the bindings and the wasm into data attributes of the script element (pattern_script in Trunk.toml).
const { bindings, wasm } = document.querySelector("script[data-bindings]").dataset;

try {
  const { default: start } = await import(new URL(bindings, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const message = document.getElementById("start-trouble");
  if (message) message.hidden = false;
  throw error;
}
