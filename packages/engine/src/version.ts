/** The engine's version, recorded when a run starts. Histories of older versions must replay (ADR 0044). */
export const ENGINE_VERSION = "0.1.0";
