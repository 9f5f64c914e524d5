// Stands in for the loader of the WebGPU engine while `cargo xtask explore` still builds that engine: starts it as soon as it
// is there. Until then the page computes on the CPU.
const state = async () => (await fetch("./engine-webgpu.json", { cache: "no-store" })).json();

for (let now = await state(); now !== "built"; now = await state()) {
  if (now === "failed") throw new Error("the WebGPU engine could not be built; the terminal says why");
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
const { default: init } = await import("./engine-webgpu.js");
await init();
