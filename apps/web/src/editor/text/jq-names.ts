export const BUILTIN_NAMES: readonly { readonly name: string; readonly doc: string }[] = [];
