// The compressions of Kafka that Node has, gzip and zstd, with a bound: what a broker sends may not fill this process's memory.
// Snappy and lz4 would each be a dependency; KafkaJS fails where it meets them.

import { promisify } from "node:util";
import { gunzip, gzip, zstdCompress, zstdDecompress } from "node:zlib";
import kafkajs from "kafkajs";

/** A fetch brings 1 MiB of a partition, or one larger batch: what becomes of it may be so large. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Encoder {
  readonly buffer: Buffer;
}

const CODECS = {
  [kafkajs.CompressionTypes.GZIP]: () => ({
    compress: ({ buffer }: Encoder) => promisify(gzip)(buffer),
    decompress: (buffer: Buffer) => promisify(gunzip)(buffer, { maxOutputLength: MOST_BYTES }),
  }),
  [kafkajs.CompressionTypes.ZSTD]: () => ({
    compress: ({ buffer }: Encoder) => promisify(zstdCompress)(buffer),
    decompress: (buffer: Buffer) => promisify(zstdDecompress)(buffer, { maxOutputLength: MOST_BYTES }),
  }),
};

/** Gives them to KafkaJS, which keeps its codecs for the whole process. */
export function installCodecs(): void {
  Object.assign(kafkajs.CompressionCodecs, CODECS);
}

/** Whether the failure is a compression that is not read. */
export function isUnreadCompression(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if (each.name === "KafkaJSNotImplemented") return true;
  }
  return false;
}
