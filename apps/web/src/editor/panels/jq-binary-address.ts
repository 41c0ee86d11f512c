// jq-web looks for its binary beside its script; bundled, it stands elsewhere, so that this one request is pointed there.
// Only for the worker that runs jq: it changes the worker's own `fetch`.

const binary = new URL("jq-web/jq.wasm", import.meta.url).href;
const originalFetch = self.fetch.bind(self);

self.fetch = (resource, options) => {
  const wanted = resource instanceof Request ? resource.url : String(resource);
  return originalFetch(wanted.endsWith("/jq.wasm") ? binary : resource, options);
};

export default binary;
