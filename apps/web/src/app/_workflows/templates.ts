// What a new workflow may start from. Texts are complete documents; `NAME` stands for the chosen name.

/** A starting point for a new workflow. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The document's text for a workflow of the given name and namespace. */
  text(name: string, namespace: string): string;
}

const head = (name: string, namespace: string) => `document:
  dsl: "1.0.3"
  namespace: ${namespace}
  name: ${name}
  version: "0.1.0"
`;

/** In the order shown; the first is chosen by default. */
export const TEMPLATES: readonly Template[] = [
  {
    id: "blank",
    title: "Blank",
    description: "An empty canvas.",
    text: (name, namespace) => `${head(name, namespace)}do: []\n`,
  },
  {
    id: "http",
    title: "Call and shape",
    description: "One HTTP call, its answer shaped with jq.",
    text: (name, namespace) => `${head(name, namespace)}do:
  - fetch:
      call: http
      with:
        method: get
        endpoint: https://api.example.com/items
  - shape:
      set:
        names: \${ [.items[].name] }
`,
  },
  {
    id: "poll",
    title: "Poll until ready",
    description: "Asks in a loop with a wait, and decides when to stop.",
    text: (name, namespace) => `${head(name, namespace)}do:
  - check:
      call: http
      with:
        method: get
        endpoint: https://api.example.com/jobs/{id}
  - ready:
      switch:
        - done:
            when: .state == "done"
            then: finish
        - other:
            then: pause
  - pause:
      wait:
        seconds: 5
      then: check
  - finish:
      set:
        ready: true
`,
  },
  {
    id: "guarded",
    title: "Try, and report a failure",
    description: "Work inside a try with retries; a fault is posted somewhere.",
    text: (name, namespace) => `${head(name, namespace)}do:
  - attempt:
      try:
        - work:
            call: http
            with:
              method: post
              endpoint: https://api.example.com/deployments
              body: \${ . }
      catch:
        as: error
        retry:
          delay:
            seconds: 2
          backoff:
            exponential: {}
          limit:
            attempt:
              count: 3
        do:
          - report:
              call: http
              with:
                method: post
                endpoint: https://incidents.example.com/api
                body:
                  title: \${ $error.title }
`,
  },
];
