// The first script of a worker in a frame without an origin; `program`, the address of the engine, is written before it.
// The engine asks for its data and its helpers by relative addresses, which mean nothing here.
const { fetch: plainFetch, Worker: PlainWorker } = self;
self.fetch = (address, options) => plainFetch(new URL(address, program), options);
self.Worker = class extends PlainWorker {
  constructor(_address, options) {
    // The only workers of an engine are its helpers, which run the same program.
    super(self.location.href, { ...options, type: "classic" });
  }
};
// Thrown outside of the promise, so that the page is told that the worker failed.
import(program).catch((error) => setTimeout(() => { throw error; }));
