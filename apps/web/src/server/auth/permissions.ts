// What a caller may do, and which role may do it. One total table: a new permission does not compile until each role has been decided.

export const ROLES = ["owner", "admin", "editor", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export type Permission =
  | "session.read"
  | "namespace.read"
  | "namespace.write"
  | "workflow.read"
  | "workflow.write"
  | "workflow.delete"
  | "presence.announce"
  | "run.read"
  | "run.start"
  | "run.cancel"
  | "event.read"
  | "event.publish"
  | "schedule.read"
  | "schedule.write"
  | "webhook.read"
  | "webhook.write";

const ALLOWED: { readonly [P in Permission]: readonly Role[] } = {
  "session.read": ["owner", "admin", "editor", "viewer"],
  "namespace.read": ["owner", "admin", "editor", "viewer"],
  "namespace.write": ["owner", "admin"],
  "workflow.read": ["owner", "admin", "editor", "viewer"],
  "workflow.write": ["owner", "admin", "editor"],
  "workflow.delete": ["owner", "admin", "editor"],
  "presence.announce": ["owner", "admin", "editor", "viewer"],
  "run.read": ["owner", "admin", "editor", "viewer"],
  "run.start": ["owner", "admin", "editor"],
  "run.cancel": ["owner", "admin", "editor"],
  "event.read": ["owner", "admin", "editor", "viewer"],
  "event.publish": ["owner", "admin", "editor"],
  "schedule.read": ["owner", "admin", "editor", "viewer"],
  "schedule.write": ["owner", "admin", "editor"],
  "webhook.read": ["owner", "admin"],
  "webhook.write": ["owner", "admin"],
};

/** Every permission, in the order of the table. */
export const PERMISSIONS: readonly Permission[] = Object.keys(ALLOWED) as Permission[];

/** True where the role has the permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  return ALLOWED[permission].includes(role);
}

/** What a role may do, for a screen that hides what would be refused. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS.filter((permission) => roleMay(role, permission));
}
