// Stands in for Node's modules in the browser's bundle (see next.config.ts); nothing calls it.
export default undefined;
