import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { callFacts } from "./effect-of.ts";

const EFFECTS: readonly (readonly [string, string, Json])[] = [
  ["read", "http", { method: "get" }],
  ["read", "http", { method: "HEAD" }],
  ["create", "http", { method: "post" }],
  ["change", "http", { method: "PUT" }],
  ["change", "http", { method: "patch" }],
  ["destroy", "http", { method: "delete" }],
  ["any", "http", { method: "${ .method }" }],
  ["any", "http", {}],
  ["any", "openapi", { operationId: "deletePet" }],
  ["read", "mcp", { method: "tools/list" }],
  ["any", "mcp", { method: "tools/call" }],
  ["create", "asyncapi", { message: {} }],
  ["read", "asyncapi", { subscription: {} }],
  ["read", "get-variable", {}],
  ["change", "set-variable", {}],
  ["destroy", "delete-variable", {}],
  ["any", "script", { code: "1" }],
  ["any", "no-such-action", {}],
  ["read", "shell", { command: "terraform plan -out=tf.plan" }],
  ["read", "shell", { command: "terraform plan -destroy" }],
  ["change", "shell", { command: "terraform apply -auto-approve" }],
  ["destroy", "shell", { command: "terraform apply -destroy" }],
  ["destroy", "shell", { command: "terraform", arguments: ["destroy", "-auto-approve"] }],
  ["any", "shell", { command: "terraform init" }],
  ["any", "shell", { command: "terraform init && terraform plan" }],
  ["destroy", "shell", { command: "terraform init && terraform destroy" }],
  ["any", "shell", { command: "terraform ${ .verb }" }],
  ["any", "shell", { command: "echo done > /data/out" }],
  ["read", "shell", { command: "echo done | wc" }],
  ["any", "shell", { command: "rm -rf /data" }],
  ["read", "shell", { command: "kubectl get pods" }],
  ["change", "shell", { command: "kubectl apply -f app.yaml" }],
  ["read", "shell", { command: "kubectl apply --dry-run=server -f app.yaml" }],
  ["change", "shell", { command: "kubectl apply --dry-run=none -f app.yaml" }],
  ["destroy", "shell", { command: "/usr/bin/kubectl delete pod a" }],
  ["read", "shell", { command: "kubectl rollout status deploy/a" }],
  ["change", "shell", { command: "kubectl rollout restart deploy/a" }],
  ["destroy", "shell", { command: "kubectl -n get delete pod a" }],
  ["any", "shell", { command: "kubectl --unknown get delete pod a" }],
  ["any", "shell", { command: "env kubectl delete pod a" }],
  ["read", "shell", { command: "ansible-playbook --check --diff site.yaml" }],
  ["any", "shell", { command: "ansible-playbook site.yaml" }],
  ["create", "shell", { command: "helm install app ./chart" }],
  ["read", "shell", { command: "helm install app ./chart --dry-run" }],
  ["destroy", "shell", { command: "helm uninstall app" }],
  ["read", "container", { image: "hashicorp/terraform:1.9", command: "plan" }],
  ["destroy", "container", { image: "hashicorp/terraform:1.9", command: "destroy", arguments: ["-auto-approve"] }],
  ["destroy", "container", { image: "registry.test:5000/bitnami/kubectl", command: "delete ns a" }],
  ["any", "container", { image: "hashicorp/terraform:1.9" }],
  ["any", "container", { image: "alpine", command: "plan" }],
];

test.each(EFFECTS)("%s: %s %j", (effect, action, args) => {
  expect(callFacts(action, args).effect).toBe(effect);
});

test("a tool's own dry run is named where the call would do more than read", () => {
  const hints = [
    "terraform apply",
    "terraform destroy",
    "kubectl apply -f a",
    "ansible-playbook a",
    "kubectl get a",
  ].map((command) => callFacts("shell", { command }).dryRun);
  expect(hints).toEqual([
    "terraform plan",
    "terraform plan -destroy",
    "kubectl --dry-run=server",
    "ansible-playbook --check --diff",
    undefined,
  ]);
});

test("whether a call may be repeated is told with it", () => {
  expect(callFacts("http", { method: "get" })).toEqual({ effect: "read", idempotency: "safe" });
  expect(callFacts("http", { method: "delete" })).toEqual({ effect: "destroy", idempotency: "keyed" });
  expect(callFacts("shell", { command: "date" })).toEqual({ effect: "read", idempotency: "none" });
});
