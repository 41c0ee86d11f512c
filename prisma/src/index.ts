// The database of Ironweave: a tenant-scoped client, the run journal, and migrations.
export interface Database {
  readonly tenant: unknown;
}
