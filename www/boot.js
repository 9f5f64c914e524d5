// Starts the explorer. It stands in a file of its own because the content security policy allows no inline script; Trunk
// writes the names of the bindings and the wasm onto the script element (pattern_script in Trunk.toml).
const { bindings, wasm } = document.querySelector("script[data-bindings]").dataset;

try {
  const { default: start } = await import(new URL(bindings, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const trouble = document.getElementById("start-trouble");
  if (trouble) trouble.hidden = false;
  throw error;
}
