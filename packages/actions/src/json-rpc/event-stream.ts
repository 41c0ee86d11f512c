// Reads a stream of server-sent events (WHATWG HTML, "Server-sent events") piece by piece: only what events carry as data, since
// JSON-RPC over HTTP needs nothing else. Pure; the pieces are bounded by the client that reads them.

export interface EventStream {
  /** The data of the events that this piece completes. */
  push(piece: Uint8Array): readonly string[];
}

/** A stream that has read nothing yet. */
export function createEventStream(): EventStream {
  const decoder = new TextDecoder();
  let rest = "";
  let data: string[] = [];
  return {
    push(piece) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      const complete: string[] = [];
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) complete.push(data.join("\n"));
          data = [];
        } else if (line.startsWith("data:")) {
          data.push(line.slice(line[5] === " " ? 6 : 5));
        }
      }
      return complete;
    },
  };
}
