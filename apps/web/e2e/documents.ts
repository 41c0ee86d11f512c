// Workflows for the journeys, each as small as what it shows. Names are fresh, so that journeys do not meet.

let counter = 0;

/** A name that no other journey has. */
export function freshName(stem: string): string {
  return `${stem}-${Date.now().toString(36)}-${(counter += 1)}`;
}

function head(name: string): string {
  return `document:\n  dsl: '1.0.3'\n  namespace: journeys\n  name: ${name}\n  version: '1.0.0'\n`;
}

/** Goes through an answer at the second attempt to an error that nobody catches. Input: `url` of the HTTP test server. */
export function stumbling(name: string): string {
  return `${head(name)}do:
  - prepare:
      set:
        url: \${ .url }
        greeting: hello
  - patiently:
      try:
        - ask:
            call: http
            with:
              method: get
              endpoint: \${ .url + "/flaky/1?key=" + $workflow.id }
      catch:
        retry:
          delay: { milliseconds: 100 }
          limit: { attempt: { count: 3 } }
  - each:
      for: { each: item, in: '\${ [1, 2, 3] }' }
      do:
        - double:
            set:
              value: \${ $item * 2 }
  - giveUp:
      raise:
        error:
          type: https://example.com/errors/out-of-luck
          status: 418
          title: Out of luck
          detail: The kettle is empty.
`;
}

/** Writes lines into the log, as a program for terminals would, and then nothing in the step after. */
export function talking(name: string): string {
  return `${head(name)}do:
  - talk:
      call: log:1.0.0@default
      with:
        message: "\\e[32mCloning\\e[0m the playbook\\nTASK [k3s] ok\\nPLAY RECAP web-1 failed=0"
  - quiet:
      set: { done: true }
`;
}

/** Waits between two steps, \`seconds\` long. */
export function waiting(name: string, seconds: number): string {
  return `${head(name)}do:
  - before:
      set: { ready: true }
  - pause:
      wait: { seconds: ${seconds} }
  - after:
      set: { done: true }
`;
}

/** Counts with short pauses, so that events come one after the other for some seconds. */
export function ticking(name: string, ticks: number, milliseconds: number): string {
  return `${head(name)}do:
  - tick:
      for: { each: n, in: '\${ [range(${ticks})] }' }
      do:
        - pause:
            wait: { milliseconds: ${milliseconds} }
        - count:
            set: { n: '\${ $n }' }
`;
}

/** This many steps, one after the other, each of which sets its number. */
export function long(name: string, steps: number): string {
  const tasks = Array.from({ length: steps }, (_, index) => `  - step${index + 1}:\n      set: { n: ${index + 1} }\n`);
  return `${head(name)}do:\n${tasks.join("")}`;
}

/** Says in its names and its output what would run as a program if a page took it for markup. */
export function markup(name: string): string {
  const attack = '<img src=x onerror=\\"globalThis.attacked=1\\"><script>globalThis.attacked=1</script>';
  return `${head(name)}do:\n  - "${attack}":\n      set: { said: "${attack}" }\n  - fail:\n      raise:\n        error: { type: https://example.com/errors/markup, status: 400, title: "${attack}", detail: "${attack}" }\n`;
}

/** Counts in a loop without pauses: 2 events for each number and 4 around them. */
export function counting(name: string, numbers: number): string {
  return `${head(name)}do:
  - each:
      for: { each: n, in: '\${ [range(${numbers})] }' }
      do:
        - count:
            set: { n: '\${ $n }', note: '\${ "number \\($n)" }' }
`;
}
