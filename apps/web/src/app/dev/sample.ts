// A document with every kind of task, for the development pages.

/** Valid YAML; its addresses lead nowhere. */
export const SAMPLE = `document:
  dsl: "1.0.3"
  namespace: default
  name: provision-metal
  version: "0.1.0"
do:
  # Ask the provider for machines.
  - createHosts:
      call: http
      with:
        method: post
        endpoint: https://metal.example.com/projects/{project}/devices
        body: '\${ { hostname: .name, plan: "c3.small" } }'
      output:
        as: .devices
  - eachHost:
      for:
        each: host
        in: .devices
      do:
        - check:
            call: http
            with:
              method: get
              endpoint: https://metal.example.com/devices/{id}
        - remember:
            set:
              state: \${ .state }
  - decide:
      switch:
        - active:
            when: .state == "active"
            then: configure
        - failed:
            when: .state == "failed"
            then: giveUp
        - other:
            then: pause
  - pause:
      wait:
        seconds: 5
      then: eachHost
  - configure:
      try:
        - install:
            run:
              shell:
                command: ansible-playbook site.yml
        - both:
            fork:
              branches:
                - notify:
                    emit:
                      event:
                        with:
                          source: https://ironweave.example
                          type: com.example.ready
                - record:
                    set:
                      done: true
      catch:
        as: error
        do:
          - incident:
              call: http
              with:
                method: post
                endpoint: https://incidents.example.com/api/now/table/incident
      then: end
  - giveUp:
      if: .retries > 3
      raise:
        error:
          type: https://example.com/errors/provisioning
          status: 500
          title: Provisioning failed
`;
